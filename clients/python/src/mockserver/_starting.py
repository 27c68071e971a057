"""A server that is about to start."""

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


class Starting(Generic[ClosableT]):
    """A server about to start: ``await`` it, or enter it with ``async with``."""

    def __init__(self, start: Callable[[], Awaitable[ClosableT]]) -> None:
        self._start = start
        self._started: list[ClosableT] = []

    def __await__(self) -> Generator[Any, Any, ClosableT]:
        return self._start().__await__()

    async def __aenter__(self) -> ClosableT:
        started = await self._start()
        self._started.append(started)
        return started

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._started.pop().close()
