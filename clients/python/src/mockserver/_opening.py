"""What is about to be opened, such as a server or a stream."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar


class Closable(Protocol):
    """What can be closed."""

    async def close(self) -> None:
        """Close it."""
        ...


ClosableT = TypeVar("ClosableT", bound=Closable)


class Opening(Generic[ClosableT]):
    """What is about to be opened: ``await`` it, or enter it with ``async with``."""

    def __init__(self, open: Callable[[], Awaitable[ClosableT]]) -> None:
        self._open = open
        self._opened: list[ClosableT] = []

    def __await__(self) -> Generator[Any, Any, ClosableT]:
        return self._open().__await__()

    async def __aenter__(self) -> ClosableT:
        opened = await self._open()
        self._opened.append(opened)
        return opened

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._opened.pop().close()
