"""What each method of the client asks of the server, and what it returns. Both clients."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from mockserver import (
    Expectation,
    HttpRequest,
    LogEntry,
    MockServerClient,
    RequestResponse,
    TimeUnit,
    UnexpectedAnswerError,
    exactly,
    get,
    post,
    reply,
    request,
    response,
)
from tests.twins import Twin


class Server:
    """Answers every call alike, and remembers them."""

    def __init__(self, answer: Any = None, status: int = 200) -> None:
        self.answer = answer
        self.status = status
        self.calls: list[httpx.Request] = []

    def __call__(self, call: httpx.Request) -> httpx.Response:
        self.calls.append(call)
        content = b"" if self.answer is None else json.dumps(self.answer).encode()
        return httpx.Response(self.status, content=content)

    def asked(self) -> tuple[str, Any]:
        """Return the only call: method with address, and body."""
        [call] = self.calls
        body = json.loads(call.content) if call.content else None
        return f"{call.method} {call.url.raw_path.decode()}", body


def test_a_statement_stores_an_expectation(twin: Twin) -> None:
    server = Server([{"id": "1", "httpResponse": {"statusCode": 302}, "mood": "good"}], 201)
    stored = (
        twin.answering(server)
        .when(post("/login").json({"user": "foo"}))
        .times(2)
        .ttl(timedelta(minutes=1))
        .priority(3)
        .id("1")
        .percentage(50)
        .namespace("n")
        .respond(reply(302).header("Location", "/home"))
    )
    assert server.asked() == (
        "PUT /mockserver/expectation",
        [
            {
                "httpRequest": {
                    "method": "POST",
                    "path": "/login",
                    "body": {"type": "JSON", "json": {"user": "foo"}},
                },
                "times": {"remainingTimes": 2},
                "timeToLive": {"timeUnit": "MILLISECONDS", "timeToLive": 60_000},
                "priority": 3,
                "id": "1",
                "percentage": 50,
                "namespace": "n",
                "httpResponse": {"statusCode": 302, "headers": {"Location": ["/home"]}},
            }
        ],
    )
    assert isinstance(stored, Expectation)
    assert stored.to_plain() == server.answer[0]


def test_a_statement_may_match_everything(twin: Twin) -> None:
    server = Server([{}], 201)
    twin.answering(server).when().times(unlimited=True).respond({"body": "plain"})
    assert server.asked()[1] == [{"times": {"unlimited": True}, "httpResponse": {"body": "plain"}}]


def test_a_statement_can_be_built_upon(twin: Twin) -> None:
    server = Server([{}], 201)
    base = twin.answering(server).when(get("/a")).priority(1)
    base.times(1).respond(reply(200))
    base.respond(reply(404))
    first, second = (json.loads(call.content)[0] for call in server.calls)
    assert first["times"] == {"remainingTimes": 1}
    assert "times" not in second


def test_a_statement_needs_one_stored_expectation(twin: Twin) -> None:
    statement = twin.answering(Server([])).when(get("/a"))
    with pytest.raises(UnexpectedAnswerError, match="0 items instead of one"):
        statement.respond(reply(200))


def test_upsert_takes_models_and_plain_data_as_they_are(twin: Twin) -> None:
    server = Server([{"id": "1"}, {"id": "2"}], 201)
    stored = twin.answering(server).upsert(
        {"nonsense": 1, "httpRequest": get("/a"), "httpResponse": None},
        Expectation(http_request=HttpRequest(path="/b")),
    )
    assert server.asked() == (
        "PUT /mockserver/expectation",
        [
            {
                "nonsense": 1,
                "httpRequest": {"method": "GET", "path": "/a"},
                "httpResponse": None,
            },
            {"httpRequest": {"path": "/b"}},
        ],
    )
    assert [expectation.id for expectation in stored] == ["1", "2"]


def test_verify_means_at_least_once(twin: Twin) -> None:
    server = Server(status=202)
    assert twin.answering(server).verify(request().path("/a")) is None
    assert server.asked() == (
        "PUT /mockserver/verify",
        {"httpRequest": {"path": "/a"}, "times": {"atLeast": 1}},
    )


def test_verify_with_everything(twin: Twin) -> None:
    server = Server(status=202)
    twin.answering(server).verify(
        {"path": "/a"},
        exactly(2),
        expectation_id="1",
        response=response().status_code(200),
        maximum_requests=5,
        timeout=1.5,
        disposition="MOCKED",
    )
    assert server.asked()[1] == {
        "httpRequest": {"path": "/a"},
        "times": {"atLeast": 2, "atMost": 2},
        "expectationId": {"id": "1"},
        "httpResponse": {"statusCode": 200},
        "maximumNumberOfRequestToReturnInVerificationFailure": 5,
        "timeout": 1500,
        "disposition": "MOCKED",
    }


@pytest.mark.parametrize(("timeout", "total"), [(30, 31.5), (None, None)])
def test_a_verification_may_wait_beyond_the_timeout(
    twin: Twin, timeout: float | None, total: float | None
) -> None:
    server = Server(status=202)
    client = twin.answering(server, timeout=timeout)
    client.verify(get("/a"), timeout=1.5)
    assert server.calls[0].extensions["timeout"]["read"] == pytest.approx(total, abs=0.5)


def test_verify_a_sequence_of_requests(twin: Twin) -> None:
    server = Server(status=202)
    twin.answering(server).verify_sequence(get("/a"), {"path": "/b"}, maximum_requests=3)
    assert server.asked() == (
        "PUT /mockserver/verifySequence",
        {
            "httpRequests": [{"method": "GET", "path": "/a"}, {"path": "/b"}],
            "maximumNumberOfRequestToReturnInVerificationFailure": 3,
        },
    )


def test_verify_a_sequence_of_answers(twin: Twin) -> None:
    server = Server(status=202)
    twin.answering(server).verify_sequence(
        expectation_ids=["1", {"id": "2"}], responses=[response().status_code(200)], timeout=2
    )
    assert server.asked()[1] == {
        "expectationIds": [{"id": "1"}, {"id": "2"}],
        "httpResponses": [{"statusCode": 200}],
        "timeout": 2000,
    }


@pytest.mark.parametrize(
    ("view", "query", "kind"),
    [
        ("retrieve_requests", "type=REQUESTS&format=JSON", HttpRequest),
        ("retrieve_request_responses", "type=REQUEST_RESPONSES&format=JSON", RequestResponse),
        ("retrieve_active_expectations", "type=ACTIVE_EXPECTATIONS&format=JSON", Expectation),
        ("retrieve_logs", "type=LOGS&format=LOG_ENTRIES", LogEntry),
    ],
)
def test_retrieve(twin: Twin, view: str, query: str, kind: type) -> None:
    server = Server([{"extra": 1}])
    retrieved = getattr(twin.answering(server), view)(get("/a"))
    assert server.asked() == (
        f"PUT /mockserver/retrieve?{query}",
        {"method": "GET", "path": "/a"},
    )
    assert [type(item) for item in retrieved] == [kind]
    assert retrieved[0].to_plain() == {"extra": 1}


def test_retrieve_everything(twin: Twin) -> None:
    server = Server()
    client = twin.answering(server)
    assert client.retrieve_requests() == []
    assert server.asked() == ("PUT /mockserver/retrieve?type=REQUESTS&format=JSON", None)
    client.retrieve_logs(correlation_id="1", namespace="n")
    assert b"correlationId=1&namespace=n" in server.calls[1].url.query


def test_retrieve_as_text(twin: Twin) -> None:
    server = Server("log")
    text = twin.answering(server).operations.retrieve(type="LOGS", format="JSON")
    assert server.asked()[0] == "PUT /mockserver/retrieve?type=LOGS&format=JSON"
    assert text == '"log"'


def test_retrieve_as_document(twin: Twin) -> None:
    server = Server("document")
    document = twin.answering(server).retrieve_as("HAR", "REQUESTS", get("/a"), namespace="n")
    assert server.asked() == (
        "PUT /mockserver/retrieve?strict=true&format=HAR&type=REQUESTS&namespace=n",
        {"method": "GET", "path": "/a"},
    )
    assert (document.text, document.file_name) == ('"document"', None)


def test_strictness_is_a_word_on_the_wire(twin: Twin) -> None:
    server = Server("log")
    twin.answering(server).operations.retrieve(type="LOGS", strict=False)
    assert server.asked()[0] == "PUT /mockserver/retrieve?type=LOGS&strict=false"


def test_clear(twin: Twin) -> None:
    server = Server()
    client = twin.answering(server)
    client.clear()
    client.clear(get("/a"), type="LOG", namespace="n")
    client.clear_by_id("1")
    assert [(call.url.raw_path, call.content) for call in server.calls] == [
        (b"/mockserver/clear", b""),
        (b"/mockserver/clear?type=LOG&namespace=n", b'{"method": "GET", "path": "/a"}'),
        (b"/mockserver/clear", b'{"id": "1"}'),
    ]


@pytest.mark.parametrize("method", ["reset", "stop"])
def test_calls_without_arguments(twin: Twin, method: str) -> None:
    server = Server()
    assert getattr(twin.answering(server), method)() is None
    assert server.asked() == (f"PUT /mockserver/{method}", None)


def test_status(twin: Twin) -> None:
    server = Server({"ports": [1080], "version": "1", "gitHash": "abc", "new": 1})
    status = twin.answering(server).status()
    assert server.asked() == ("PUT /mockserver/status", None)
    assert (status.ports, status.git_hash, status.model_extra) == ([1080], "abc", {"new": 1})


@pytest.mark.parametrize(("status", "text"), [(200, "READY"), (503, "NOT_READY")])
def test_ready(twin: Twin, status: int, text: str) -> None:
    server = Server({"status": text}, status)
    assert twin.answering(server).ready().status == text
    assert server.asked() == ("GET /mockserver/ready", None)


def test_bind(twin: Twin) -> None:
    server = Server({"ports": [5]})
    assert twin.answering(server).bind(0, 1090).ports == [5]
    assert server.asked() == ("PUT /mockserver/bind", {"ports": [0, 1090]})


def test_configuration(twin: Twin) -> None:
    server = Server({"logLevel": "LOUD", "maxExpectations": 5, "new": {"deep": 1}})
    configuration = twin.answering(server).configuration()
    assert server.asked() == ("GET /mockserver/configuration", None)
    assert configuration.log_level == "LOUD"
    assert configuration["new"] == {"deep": 1}
    assert configuration.to_plain() == server.answer


def test_update_configuration(twin: Twin) -> None:
    server = Server({"logLevel": "DEBUG"})
    updated = twin.answering(server).update_configuration({"logLevel": "DEBUG", "new": None})
    assert server.asked() == (
        "PUT /mockserver/configuration",
        {"logLevel": "DEBUG", "new": None},
    )
    assert updated.log_level == "DEBUG"


def test_mistakes_are_found_before_anything_is_sent(twin: Twin) -> None:
    server = Server()
    client = twin.answering(server)
    with pytest.raises(TypeError, match="object has no JSON form"):
        client.upsert({"httpResponse": object()})
    assert server.calls == []


def test_a_client_is_a_context_manager() -> None:
    with MockServerClient("http://test", transport=httpx.MockTransport(Server({}))) as client:
        client.status()
    with pytest.raises(RuntimeError):
        client.status()


def test_enumerations_are_sent_as_text(twin: Twin) -> None:
    server = Server([{}], 201)
    delay = {"timeUnit": TimeUnit.SECONDS, "value": 1}
    twin.answering(server).when(get("/a")).respond(reply(200).delay(delay))
    assert server.asked()[1][0]["httpResponse"]["delay"] == {"timeUnit": "SECONDS", "value": 1}


def test_a_document_is_imported(twin: Twin) -> None:
    server = Server(answer=[])
    document: dict[str, Any] = {"log": {"entries": []}}
    client = twin.answering(server)
    assert client.import_expectations(document, format="har", redact_sensitive_data=False) == []
    assert server.asked() == (
        "PUT /mockserver/import?format=har&redactSensitiveData=false",
        document,
    )


def test_recordings_are_promoted(twin: Twin) -> None:
    server = Server(answer=[])
    twin.answering(server).promote_recordings(get("/a"), consolidate=True, parameterize=False)
    assert server.asked() == (
        "PUT /mockserver/recordings/promote?consolidate=true&parameterize=false",
        {"method": "GET", "path": "/a"},
    )
