from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from mockserver import (
    BinaryBody,
    Body,
    ConnectionOptions,
    Expectation,
    HttpRequest,
    HttpResponse,
    JsonBody,
    MultiValueMap,
    SchemaMatcher,
    Times,
)


def read(document: dict[str, Any]) -> HttpRequest:
    request = HttpRequest.from_plain(document)
    assert request.to_plain() == document
    return request


def test_absent_null_and_zero_are_three_things() -> None:
    absent = Times()
    null = Times(remaining_times=None)
    zero = Times(remaining_times=0)
    assert [times.to_plain() for times in (absent, null, zero)] == [
        {},
        {"remainingTimes": None},
        {"remainingTimes": 0},
    ]
    assert absent.remaining_times is None


def test_setting_an_attribute_sends_it() -> None:
    times = Times()
    times.unlimited = True
    assert times.to_plain() == {"unlimited": True}


def test_members_of_the_future_survive() -> None:
    request = read({"path": "/a", "mood": {"good": [True]}})
    assert request.model_extra == {"mood": {"good": [True]}}


def test_a_member_of_the_future_with_the_name_of_an_attribute_is_no_attribute() -> None:
    request = read({"not_": 5, "keep_alive": "x"})
    assert (request.not_, request.keep_alive) == (None, None)


def test_headers_may_have_any_name() -> None:
    names = ["copy", "key_match_style", "entries", "model_config", "X-Y", "", "json"]
    headers = read({"headers": {name: ["v"] for name in names}}).headers
    assert headers is not None
    assert headers.entries.keys() == set(names)
    assert headers["copy"] == ["v"]
    assert "X-Y" in headers
    assert "absent" not in headers


@pytest.mark.parametrize(
    "body",
    [
        "text",
        "",
        {"plain": {"json": 1}},
        {},
        [],
        [1.0, 2, None],
        5,
        None,
        {"type": "JSON"},
        {"type": "lamp", "json": 1},
        {"json": "without a type"},
    ],
)
def test_a_body_may_be_plain_or_unknown(body: object) -> None:
    assert read({"body": body}).body == body


def test_a_body_of_a_known_type_is_a_model() -> None:
    body = read({"body": {"type": "JSON", "json": None, "matchType": "STRICT"}}).body
    assert isinstance(body, JsonBody)
    assert body.json_ is None


def test_numbers_keep_their_spelling() -> None:
    document = {"body": {"type": "JSON", "json": [1, 1.0, 1e400 - 1e400 != 0, 2**70]}}
    assert repr(read(document).to_plain()) == repr(document)


def test_a_string_matcher_of_the_future_survives() -> None:
    request = read({"path": {"glob": "/a/*"}, "headers": {"a": {"anyOf": ["b"]}}})
    assert request.path == {"glob": "/a/*"}  # type: ignore[comparison-overlap]


def test_a_schema_is_read_as_a_model() -> None:
    path = read({"path": {"schema": {"pattern": "^/a"}, "not": True}}).path
    assert isinstance(path, SchemaMatcher)
    assert path.schema_ == {"pattern": "^/a"}


def test_bytes_are_base64_on_the_wire() -> None:
    body = BinaryBody(base64_bytes=b"\x00\xff")
    assert body.to_plain() == {"type": "BINARY", "base64Bytes": "AP8="}
    assert BinaryBody.from_plain(body.to_plain()).base64_bytes == b"\x00\xff"


def test_values_of_the_wrong_type_are_refused_and_not_converted() -> None:
    documents: list[dict[str, Any]] = [
        {"statusCode": "200"},
        {"statusCode": True},
        {"reasonPhrase": 5},
    ]
    for document in documents:
        with pytest.raises(ValidationError):
            HttpResponse.from_plain(document)
    with pytest.raises(ValidationError):
        HttpResponse(status_code="200")  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        HttpRequest(path=5)  # type: ignore[arg-type]


def test_models_are_made_with_the_attributes_names() -> None:
    expectation = Expectation(
        http_request=HttpRequest(path="/a", headers=MultiValueMap.from_plain({"a": ["b"]})),
        http_response=HttpResponse(connection_options=ConnectionOptions(chunk_size=0)),
    )
    assert expectation.to_plain() == {
        "httpRequest": {"path": "/a", "headers": {"a": ["b"]}},
        "httpResponse": {"connectionOptions": {"chunkSize": 0}},
    }


def test_a_constant_is_written_without_being_passed() -> None:
    body: Body = JsonBody(json_={"a": 1})
    assert HttpRequest(body=body).to_plain() == {"body": {"type": "JSON", "json": {"a": 1}}}


def test_only_what_was_set_is_shown() -> None:
    assert repr(HttpRequest(path="/a")) == "HttpRequest(path='/a')"
    assert repr(MultiValueMap.from_plain({"a": ["b"]})) == "MultiValueMap(a=['b'])"
