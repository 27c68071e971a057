"""Answers that go on: how they are cut into values, and how they end. Both clients."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import httpx
import pytest

from mockserver import (
    AsyncMockServerClient,
    MockServerClient,
    RefusedError,
    UnexpectedAnswerError,
    UnreachableError,
    get,
)
from tests.twins import Twin


class Feed(httpx.SyncByteStream, httpx.AsyncByteStream):
    """An answer in pieces, the last of which may be what goes wrong."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.pieces = pieces
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


class Requests(list[httpx.Request]):
    """Answers with a feed, and keeps what was asked."""

    def __init__(self, feed: Feed) -> None:
        super().__init__()
        self.feed = feed

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.append(request)
        return httpx.Response(200, stream=self.feed)


def taken(stream: Any, into: list[int]) -> Sequence[int]:
    """Take what there is, as a loop does."""
    following = getattr(stream, "__anext__" if hasattr(stream, "__anext__") else "__next__")
    while True:
        try:
            into.append(following().sequence)
        except (StopIteration, StopAsyncIteration):
            return into


def watched(twin: Twin, *pieces: bytes | Exception) -> Sequence[int]:
    return taken(twin.answering(Requests(Feed(*pieces))).watch(), [])


def test_values_come_however_the_text_is_cut(twin: Twin) -> None:
    pieces = (b'  {"sequence":1}\n {"seq', b'uence":2}\n{"sequence":3}\n', b"\n  ")
    assert watched(twin, *pieces) == [1, 2, 3]


def test_a_separator_of_lines_within_a_text_is_none(twin: Twin) -> None:
    line = '{"sequence":1,"exchange":{"timestamp":"a\u2028b\x85c"}}\n'
    [value] = [twin.answering(Requests(Feed(line.encode()))).watch()]
    following = getattr(value, "__anext__" if hasattr(value, "__anext__") else "__next__")
    assert following().exchange.timestamp == "a\u2028b\x85c"


def test_the_matcher_is_sent(twin: Twin) -> None:
    requests = Requests(Feed())
    twin.answering(requests).watch(get("/a"))
    [request] = requests
    assert (request.method, request.url.path) == ("PUT", "/mockserver/watch")
    assert json.loads(request.content) == {"method": "GET", "path": "/a"}


def test_nothing_but_the_beginning_is_bounded_in_time(twin: Twin) -> None:
    requests = Requests(Feed(b'{"sequence":1}\n'))
    stream = twin.answering(requests, timeout=7).watch()
    assert requests[0].extensions["timeout"] == {
        "connect": pytest.approx(7, abs=1),
        "read": None,
        "write": pytest.approx(7, abs=1),
        "pool": pytest.approx(7, abs=1),
    }
    assert taken(stream, []) == [1]


def test_a_lost_connection(twin: Twin) -> None:
    before: list[int] = []
    client = twin.answering(Requests(Feed(b'{"sequence":1}\n', httpx.ReadError("reset"))))
    with pytest.raises(UnreachableError, match="reset"):
        taken(client.watch(), before)
    assert before == [1]


def test_something_else(twin: Twin) -> None:
    with pytest.raises(UnexpectedAnswerError):
        watched(twin, b"<html>\n")


def test_a_refusal(twin: Twin) -> None:
    client = twin.answering(lambda _: httpx.Response(400, text="1 error:\n - $.x: unknown"))
    with pytest.raises(RefusedError) as caught:
        client.watch()
    assert caught.value.violations[0].path == "$.x"


def test_closing_ends_it(twin: Twin) -> None:
    feed = Feed(b'{"sequence":1}\n{"sequence":2}\n')
    stream = twin.answering(Requests(feed)).watch()
    stream.close()
    assert feed.closed
    assert taken(stream, []) == []


def test_leaving_the_block_ends_it() -> None:
    feed = Feed(b'{"sequence":1}\n{"sequence":2}\n')
    client = MockServerClient("http://test", transport=httpx.MockTransport(Requests(feed)))
    with client, client.watch() as stream:
        for one in stream:
            assert one.sequence == 1
            break
    assert feed.closed


def test_leaving_the_asynchronous_block_ends_it() -> None:
    feed = Feed(b'{"sequence":1}\n{"sequence":2}\n')

    async def run() -> None:
        transport = httpx.MockTransport(Requests(feed))
        client = AsyncMockServerClient("http://test", transport=transport)
        async with client, client.watch() as stream:
            async for one in stream:
                assert one.sequence == 1
                break

    asyncio.run(run())
    assert feed.closed
