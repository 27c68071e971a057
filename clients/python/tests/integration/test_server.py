"""Both clients against a real server."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from mockserver import (
    MockServerClient,
    RefusedError,
    UnreachableError,
    VerificationError,
    exactly,
    get,
    never,
    post,
    reply,
    request,
)
from tests.twins import Twin


@pytest.fixture
def client(twin: Twin, mockserver: MockServerClient) -> Any:
    """Each of the two clients of an empty server."""
    return twin.client(mockserver.url)


def test_the_story_of_the_login(client: Any) -> None:
    client.when(post("/login").json({"user": "foo"})).times(2).respond(
        reply(302).header("Location", "/home").cookie("session", "2By8")
    )
    answers = [httpx.post(f"{client.url}/login", json={"user": "foo"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 404]
    assert answers[0].headers["location"] == "/home"
    assert answers[0].cookies["session"] == "2By8"
    client.verify(request().path("/login"), exactly(3))


def test_a_stored_expectation_can_be_stored_again_as_it_is(client: Any) -> None:
    stored = client.when(get("/a").header("b", "c")).ttl(60).respond(reply(200).delay(0.001))
    again = client.upsert(stored.to_plain())
    assert again == [stored]
    assert client.retrieve_active_expectations() == [stored]


def test_recorded_traffic_comes_back_typed(client: Any) -> None:
    client.when(post("/a")).respond(reply(201))
    httpx.post(f"{client.url}/a?b=c", json={"d": [1]})
    [received] = client.retrieve_requests(post("/a"))
    assert (received.method, received.path) == ("POST", "/a")
    assert received.query_string_parameters["b"] == ["c"]
    [exchange] = client.retrieve_request_responses()
    assert exchange.http_response.status_code == 201
    assert client.retrieve_logs()


def test_a_refusal_names_the_field_and_stores_nothing(client: Any) -> None:
    with pytest.raises(RefusedError) as caught:
        client.upsert(
            {"httpRequest": {"path": "/ok"}, "httpResponse": {}},
            {"nonsense": 1, "httpResponse": {}},
        )
    assert caught.value.status == 400
    assert "$.nonsense" in caught.value.field_paths
    assert client.retrieve_active_expectations() == []


def test_a_failed_verification_tells_the_servers_text(client: Any) -> None:
    with pytest.raises(VerificationError, match="Request not found at least once"):
        client.verify(get("/never"))
    client.verify(get("/never"), never())


def test_clearing(client: Any) -> None:
    client.upsert(*({"id": str(n), "httpResponse": {}} for n in range(3)))
    client.clear_by_id("1")
    assert [e.id for e in client.retrieve_active_expectations()] == ["0", "2"]
    with pytest.raises(RefusedError, match="No expectation found with id"):
        client.clear_by_id("unknown")
    client.clear()
    assert client.retrieve_active_expectations() == []


def test_settings_change(client: Any) -> None:
    before = client.configuration()
    after = client.update_configuration({"maxLogEntries": before.max_log_entries + 1})
    assert after.max_log_entries == before.max_log_entries + 1
    client.update_configuration({"maxLogEntries": before.max_log_entries})


def test_scenarios_go_on_by_the_clock(client: Any) -> None:
    client.adjust_clock("freeze", instant="2030-01-02T03:04:05Z")
    client.set_scenario("a/b", "Going", transition_after=1.5, next_state="Gone")
    assert client.scenario("a/b").current_state == "Going"
    assert client.adjust_clock("advance", duration=1.5).current_instant == "2030-01-02T03:04:06.5Z"
    [known] = client.scenarios().scenarios
    assert (known.scenario_name, known.current_state) == ("a/b", "Gone")
    assert client.trigger_scenario("a/b", "Back").current_state == "Back"
    client.adjust_clock("reset")
    assert client.clock().frozen is False


def test_a_server_of_ones_own(twin: Twin) -> None:
    server = twin.start()
    assert server.ready().status == "READY"
    [port] = server.status().ports
    [bound] = server.bind(0).ports
    assert bound != port
    assert httpx.get(f"http://127.0.0.1:{bound}/nothing").status_code == 404
    server.close()
    with pytest.raises(UnreachableError):
        twin.client(server.url, retry_for=0).status()
