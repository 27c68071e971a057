from __future__ import annotations

import pytest

from mockserver import (
    HttpRequest,
    HttpResponse,
    ReplyBuilder,
    RequestBuilder,
    ResponseBuilder,
    ResponseMatcher,
    VerificationTimes,
    at_least,
    at_most,
    between,
    connection_options,
    delete,
    exactly,
    get,
    head,
    never,
    not_,
    once,
    optional,
    options,
    patch,
    post,
    put,
    reply,
    request,
    response,
    schema,
)


def test_every_part_of_a_request() -> None:
    built = (
        request()
        .not_()
        .method("P.*")
        .path("/{id}")
        .path_parameter("id", "1")
        .query("q", "1", "2")
        .header("Accept", not_("text/html"))
        .cookie("session", optional("x"))
        .keep_alive(False)
        .secure()
        .protocol("HTTP_2")
        .socket_address({"host": "h"})
        .json({"a": 1}, match_type="STRICT")
    )
    assert built.to_plain() == {
        "not": True,
        "method": "P.*",
        "path": "/{id}",
        "pathParameters": {"id": ["1"]},
        "queryStringParameters": {"q": ["1", "2"]},
        "headers": {"Accept": ["!text/html"]},
        "cookies": {"session": "?x"},
        "keepAlive": False,
        "secure": True,
        "protocol": "HTTP_2",
        "socketAddress": {"host": "h"},
        "body": {"type": "JSON", "json": {"a": 1}, "matchType": "STRICT"},
    }
    assert built.build() == HttpRequest.from_plain(built.to_plain())


def test_every_part_of_a_reply() -> None:
    framing = (
        connection_options()
        .suppress_content_length_header()
        .content_length_header_override(3)
        .suppress_connection_header()
        .chunk_size(5)
        .chunk_delay(0.001)
        .keep_alive_override(False)
        .close_socket()
        .close_socket_delay(1)
    )
    built = (
        reply(302)
        .reason_phrase("Elsewhere")
        .header("Location", "/home")
        .cookie("a", "b")
        .text("hi")
        .delay(0.25)
        .connection_options(framing)
        .primary()
    )
    assert built.to_plain() == {
        "statusCode": 302,
        "reasonPhrase": "Elsewhere",
        "headers": {"Location": ["/home"]},
        "cookies": {"a": "b"},
        "body": {"type": "STRING", "string": "hi"},
        "delay": {"timeUnit": "MILLISECONDS", "value": 250},
        "connectionOptions": {
            "suppressContentLengthHeader": True,
            "contentLengthHeaderOverride": 3,
            "suppressConnectionHeader": True,
            "chunkSize": 5,
            "chunkDelay": {"timeUnit": "MILLISECONDS", "value": 1},
            "keepAliveOverride": False,
            "closeSocket": True,
            "closeSocketDelay": {"timeUnit": "MILLISECONDS", "value": 1000},
        },
        "primary": True,
    }
    assert isinstance(built.build(), HttpResponse)


def test_bodies() -> None:
    assert bodies(
        request().text("a", sub_string=True),
        request().regex("a+", not_=True),
        request().binary(b"\x00"),
        request().form({"a": "1", "b": ["2", "3"]}),
        request().json(None),
        request().body({"type": "XML", "xml": "<a/>"}),
        request().body("exact"),
    ) == [
        {"type": "STRING", "string": "a", "subString": True},
        {"type": "REGEX", "regex": "a+", "not": True},
        {"type": "BINARY", "base64Bytes": "AA=="},
        {"type": "PARAMETERS", "parameters": {"a": ["1"], "b": ["2", "3"]}},
        {"type": "JSON", "json": None},
        {"type": "XML", "xml": "<a/>"},
        "exact",
    ]


def bodies(*requests: RequestBuilder) -> list[object]:
    return [built.to_plain()["body"] for built in requests]


def test_every_part_of_a_response_that_is_verified() -> None:
    built = (
        response()
        .status_code(200)
        .status_code_range("2XX")
        .reason_phrase("OK")
        .header("a", "b")
        .cookie("c", "d")
        .regex("a+")
    )
    assert built.to_plain() == {
        "statusCode": 200,
        "statusCodeRange": "2XX",
        "reasonPhrase": "OK",
        "headers": {"a": ["b"]},
        "cookies": {"c": "d"},
        "body": {"type": "REGEX", "regex": "a+"},
    }
    assert built.build() == ResponseMatcher.from_plain(built.to_plain())


@pytest.mark.parametrize("start", [request(), reply(200), response()])
def test_bodies_are_built_alike(start: RequestBuilder | ReplyBuilder | ResponseBuilder) -> None:
    types = [
        built.to_plain()["body"]["type"]
        for built in (
            start.binary(b""),
            start.json({}),
            start.text("", optional=True),
            start.xml("<a/>"),
        )
    ]
    assert types == ["BINARY", "JSON", "STRING", "XML"]
    assert start.body(["plain"]).headers({}).cookies({}).build().body == ["plain"]


def test_what_is_sent_takes_no_conditions() -> None:
    assert not hasattr(reply(200), "regex")
    assert request().regex("", not_=True).to_plain()["body"]["not"] is True


@pytest.mark.parametrize(
    ("built", "method"),
    [
        (get("/a"), "GET"),
        (post("/a"), "POST"),
        (put("/a"), "PUT"),
        (patch("/a"), "PATCH"),
        (delete("/a"), "DELETE"),
        (head("/a"), "HEAD"),
        (options("/a"), "OPTIONS"),
    ],
)
def test_methods_have_a_function_each(built: RequestBuilder, method: str) -> None:
    assert built.to_plain() == {"method": method, "path": "/a"}


@pytest.mark.parametrize(
    ("times", "bounds"),
    [
        (exactly(2), {"atLeast": 2, "atMost": 2}),
        (at_least(2), {"atLeast": 2}),
        (at_most(2), {"atMost": 2}),
        (between(1, 3), {"atLeast": 1, "atMost": 3}),
        (once(), {"atLeast": 1, "atMost": 1}),
        (never(), {"atLeast": 0, "atMost": 0}),
    ],
)
def test_bounds_on_a_count(times: VerificationTimes, bounds: dict[str, int]) -> None:
    assert times.to_plain() == bounds


def test_a_builder_can_be_built_upon_twice() -> None:
    base = get("/a").header("a", "1")
    first, second = base.header("a", "2"), base.header("b", "3")
    assert base.to_plain()["headers"] == {"a": ["1"]}
    assert first.to_plain()["headers"] == {"a": ["1", "2"]}
    assert second.to_plain()["headers"] == {"a": ["1"], "b": ["3"]}


def test_a_builder_does_not_follow_what_it_was_given() -> None:
    document = {"items": [1]}
    built = post("/a").json(document)
    document["items"].append(2)
    assert built.to_plain()["body"]["json"] == {"items": [1]}
    built.to_plain()["body"]["json"]["items"].append(3)
    assert built.to_plain()["body"]["json"] == {"items": [1]}


def test_values_may_say_how_they_are_written() -> None:
    built = get("/a").query("ids", "1", parameter_style="FORM").query("ids", "2")
    assert built.to_plain()["queryStringParameters"] == {
        "ids": {"parameterStyle": "FORM", "values": ["1", "2"]}
    }


def test_a_map_can_be_set_at_once() -> None:
    built = get("/a").headers({"a": "1", "keyMatchStyle": "MATCHING_KEY"}).header("b", "2")
    assert built.to_plain()["headers"] == {
        "a": ["1"],
        "keyMatchStyle": "MATCHING_KEY",
        "b": ["2"],
    }


def test_builders_are_compared_by_what_they_collected() -> None:
    assert get("/a") == get("/a")
    assert get("/a") != get("/b")
    assert request() != response()
    assert repr(get("/a")) == "RequestBuilder({'method': 'GET', 'path': '/a'})"


def test_matchers_of_a_value() -> None:
    assert (not_("a"), optional("a"), not_(optional("a")), optional(not_("a"))) == (
        "!a",
        "?a",
        "?!a",
        "?!a",
    )
    digits = schema({"pattern": "^[0-9]+$"})
    assert not_(digits).to_plain() == {"schema": {"pattern": "^[0-9]+$"}, "not": True}
    assert optional(digits).to_plain() == {"schema": {"pattern": "^[0-9]+$"}, "optional": True}
    assert digits.to_plain() == {"schema": {"pattern": "^[0-9]+$"}}
    assert get(digits).to_plain()["path"] == {"schema": {"pattern": "^[0-9]+$"}}
