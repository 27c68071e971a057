"""Drives both clients in the same way, so that one test covers the two of them."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from mockserver import AsyncMockServer, AsyncMockServerClient, MockServer, MockServerClient

Handler = Callable[[httpx.Request], httpx.Response]


class Awaited:
    """An asynchronous object whose methods wait for their result."""

    def __init__(self, loop: asyncio.AbstractEventLoop, target: Any) -> None:
        self._loop = loop
        self._target = target

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._target, name)
        return self._waiting(value) if callable(value) else self.wrap(value)

    def wrap(self, value: Any) -> Any:
        """Wrap what has asynchronous methods itself."""
        return Awaited(self._loop, value) if type(value).__name__.startswith("Async") else value

    def _waiting(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = method(*args, **kwargs)
            if inspect.isawaitable(result):
                result = self._loop.run_until_complete(resolve(result))
            return self.wrap(result)

        return call


async def resolve(awaitable: Any) -> Any:
    """Await what is only awaitable, so that a loop can run it."""
    return await awaitable


class Twin:
    """One of the two clients."""

    def __init__(self, loop: asyncio.AbstractEventLoop | None) -> None:
        self._loop = loop
        self._made: list[Any] = []

    def client(self, url: str, **options: Any) -> Any:
        """Make a client."""
        kind = AsyncMockServerClient if self._loop else MockServerClient
        return self._keep(kind(url, **options))

    def answering(self, handler: Handler, **options: Any) -> Any:
        """Make a client whose calls a function answers."""
        return self.client("http://test", transport=httpx.MockTransport(handler), **options)

    def start(self, **options: Any) -> Any:
        """Start a server."""
        if self._loop is None:
            return self._keep(MockServer.start(**options))
        return self._keep(self._loop.run_until_complete(resolve(AsyncMockServer.start(**options))))

    def _keep(self, made: Any) -> Any:
        wrapped = Awaited(self._loop, made) if self._loop else made
        self._made.append(wrapped)
        return wrapped

    def close(self) -> None:
        """Close whatever was made."""
        for made in self._made:
            made.close()


@pytest.fixture(params=["blocking", "asynchronous"])
def twin(request: pytest.FixtureRequest) -> Iterator[Twin]:
    """Each of the two clients in turn."""
    loop = asyncio.new_event_loop() if request.param == "asynchronous" else None
    made = Twin(loop)
    try:
        yield made
    finally:
        made.close()
        if loop:
            loop.close()
