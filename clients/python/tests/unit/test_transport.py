"""How calls travel: retries, timeouts, and the three kinds of failure. Both clients."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mockserver import (
    CallTimeoutError,
    MockServerError,
    RefusedError,
    UnexpectedAnswerError,
    UnreachableError,
    VerificationError,
    _call,
)
from mockserver._call import Answer, Call
from mockserver._gen.asynchronous.transport import AsyncTransport
from mockserver._gen.blocking.transport import Transport
from mockserver._sentinel import NOT_GIVEN
from tests.twins import Twin

STATUS = Call("PUT", "/mockserver/status")


class Network:
    """Answers calls by a script, and keeps a clock that pauses move."""

    def __init__(self, *script: httpx.Response | Exception) -> None:
        self.script = list(script)
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []
        self.now = 0.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(step, Exception):
            raise step
        return step

    def clock(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    async def pause_task(self, seconds: float) -> None:
        self.pause(seconds)


Send = Callable[..., Answer]


@pytest.fixture(params=["blocking", "asynchronous"])
def send(request: pytest.FixtureRequest) -> Send:
    return blocking if request.param == "blocking" else asynchronous


def blocking(
    network: Network, call: Call = STATUS, *, timeout: Any = NOT_GIVEN, **options: Any
) -> Answer:
    transport = Transport(
        "http://test",
        transport=httpx.MockTransport(network),
        clock=network.clock,
        sleep=network.pause,
        **{"timeout": 30, "retry_for": 5, **options},
    )
    try:
        return transport.send(call, timeout)
    finally:
        transport.close()


def asynchronous(
    network: Network, call: Call = STATUS, *, timeout: Any = NOT_GIVEN, **options: Any
) -> Answer:
    async def run() -> Answer:
        transport = AsyncTransport(
            "http://test",
            transport=httpx.MockTransport(network),
            clock=network.clock,
            sleep=network.pause_task,
            **{"timeout": 30, "retry_for": 5, **options},
        )
        try:
            return await transport.send(call, timeout)
        finally:
            await transport.close()

    return asyncio.run(run())


def test_a_call_has_method_path_query_and_body(send: Send) -> None:
    network = Network(httpx.Response(200))
    call = Call("PUT", "/mockserver/clear", query={"type": "LOG", "no": NOT_GIVEN}, body={"a": "é"})
    send(network, call)
    [request] = network.requests
    assert (request.method, str(request.url)) == ("PUT", "http://test/mockserver/clear?type=LOG")
    assert request.headers["content-type"] == "application/json; charset=utf-8"
    assert request.content == '{"a": "é"}'.encode()


def test_a_call_without_body_has_none(send: Send) -> None:
    network = Network(httpx.Response(200))
    send(network)
    assert network.requests[0].content == b""
    assert "content-type" not in network.requests[0].headers


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow")])
def test_a_connection_is_tried_again_while_a_server_starts(send: Send, error: Exception) -> None:
    network = Network(error, error, error, httpx.Response(200, text="up"))
    assert send(network).text == "up"
    assert network.pauses == pytest.approx([0.05, 0.1, 0.2])


def test_connecting_is_given_up_after_a_while(send: Send) -> None:
    network = Network(httpx.ConnectError("refused"))
    with pytest.raises(UnreachableError, match="no answer from http://test: refused"):
        send(network, retry_for=1)
    assert sum(network.pauses) == pytest.approx(1)


def test_the_timeout_of_a_call_covers_its_retries(send: Send) -> None:
    network = Network(httpx.ConnectError("refused"))
    with pytest.raises(UnreachableError):
        send(network, timeout=0.5, retry_for=60)
    assert sum(network.pauses) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadError("reset"),
        httpx.WriteError("broken pipe"),
        httpx.RemoteProtocolError("server disconnected"),
    ],
)
def test_nothing_that_may_have_been_sent_is_sent_again(send: Send, error: Exception) -> None:
    network = Network(error, httpx.Response(200))
    with pytest.raises(UnreachableError, match=str(error)):
        send(network)
    assert network.pauses == []


def test_an_answer_that_does_not_come_in_time(send: Send) -> None:
    with pytest.raises(CallTimeoutError, match="no answer from http://test in time"):
        send(Network(httpx.ReadTimeout("")))


def slow_answer(network: Network, seconds: float) -> httpx.Response:
    class Slow(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Any:
            for _ in range(10):
                network.now += seconds
                yield b"x"

        async def __aiter__(self) -> Any:
            for chunk in self:
                yield chunk

    return httpx.Response(200, stream=Slow())


def test_an_answer_that_does_not_end_in_time(send: Send) -> None:
    network = Network(httpx.Response(200))
    network.script = [slow_answer(network, 1)]
    with pytest.raises(CallTimeoutError, match="did not end in time"):
        send(network, timeout=3)
    assert network.now == pytest.approx(3)


@pytest.mark.parametrize(("own", "total"), [(NOT_GIVEN, 30), (7, 7), (None, None)])
def test_a_call_may_have_a_timeout_of_its_own(send: Send, own: Any, total: float | None) -> None:
    network = Network(httpx.Response(200))
    send(network, timeout=own)
    assert network.requests[0].extensions["timeout"]["read"] == total


def test_an_answer_that_is_too_long(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_call, "MAX_ANSWER_BYTES", 3)
    with pytest.raises(UnexpectedAnswerError, match="longer than 3 bytes"):
        send(Network(httpx.Response(200, text="long")))


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, RefusedError), (413, RefusedError), (500, RefusedError), (406, VerificationError)],
)
def test_failures_keep_the_servers_text(
    send: Send, status: int, kind: type[MockServerError]
) -> None:
    with pytest.raises(kind) as caught:
        send(Network(httpx.Response(status, text="the server's text")))
    assert caught.value.message == "the server's text"
    assert getattr(caught.value, "status", 406) == status


def test_a_redirect_is_not_followed(send: Send) -> None:
    with pytest.raises(RefusedError) as caught:
        send(Network(httpx.Response(302, headers={"location": "/elsewhere"})))
    assert caught.value.status == 302


def test_some_failures_are_answers(send: Send) -> None:
    network = Network(httpx.Response(503, text="{}"))
    assert send(network, Call("GET", "/", accepts=frozenset({503}))).text == "{}"


@pytest.mark.parametrize("content", [b"<html>", b'{"ports": "x"}', b"\xff", b"[" * 100_000])
def test_an_answer_of_something_else(twin: Twin, content: bytes) -> None:
    client = twin.answering(lambda _: httpx.Response(200, content=content))
    with pytest.raises(UnexpectedAnswerError, match="not a MockServer's"):
        client.status()


def test_the_answer_of_something_else_names_the_member(twin: Twin) -> None:
    client = twin.answering(lambda _: httpx.Response(200, json={"ports": [1, "x"]}))
    with pytest.raises(UnexpectedAnswerError, match=r"ports\.1: Input should be a valid integer"):
        client.status()


@pytest.mark.parametrize("url", ["", "localhost:1080", "ftp://host", "http://", "http://[::1"])
def test_an_address_that_is_none(twin: Twin, url: str) -> None:
    with pytest.raises(ValueError, match="URL"):
        twin.client(url)


def test_the_address_may_have_a_path(twin: Twin) -> None:
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json={})

    client = twin.client("http://test/context/", transport=httpx.MockTransport(answer))
    client.status()
    assert client.url == "http://test/context"
    assert str(requests[0].url) == "http://test/context/mockserver/status"


def test_a_port_where_nothing_listens(twin: Twin) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        client = twin.client(f"http://127.0.0.1:{silent.getsockname()[1]}", retry_for=0)
        with pytest.raises(UnreachableError) as caught:
            client.status()
    assert not isinstance(caught.value, CallTimeoutError)
