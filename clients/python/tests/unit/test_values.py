"""Durations, plain data, conversions, the sentinel and open enumerations."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest

from mockserver import (
    NOT_GIVEN,
    Delay,
    HttpRequest,
    NotGiven,
    SchemaMatcher,
    StyledValues,
    TimeUnit,
    get,
    schema,
)
from mockserver._convert import in_lists, in_milliseconds, in_object, in_objects, in_units
from mockserver._duration import milliseconds, seconds, unit_and_value
from mockserver._plain import encode, given, plain


def test_the_sentinel_is_one_and_false() -> None:
    assert NotGiven() is NOT_GIVEN
    assert not NOT_GIVEN
    assert repr(NOT_GIVEN) == "NOT_GIVEN"
    assert given({"a": NOT_GIVEN, "b": None, "c": 0}) == {"b": None, "c": 0}


@pytest.mark.parametrize(
    ("duration", "unit", "value"),
    [
        (2, "MILLISECONDS", 2000),
        (0.25, "MILLISECONDS", 250),
        (0.1, "MILLISECONDS", 100),
        (0.000_25, "MICROSECONDS", 250),
        (timedelta(minutes=1), "MILLISECONDS", 60_000),
        (0, "MILLISECONDS", 0),
        (-1, "MILLISECONDS", -1000),
    ],
)
def test_durations_have_a_unit_and_a_whole_number(duration: Any, unit: str, value: int) -> None:
    assert unit_and_value(duration) == (unit, value)
    assert Delay.of(duration).to_plain() == {"timeUnit": unit, "value": value}


def test_milliseconds_are_rounded_up() -> None:
    assert milliseconds(0.000_1) == 1
    assert milliseconds(timedelta(seconds=2)) == 2000
    assert seconds(timedelta(milliseconds=1)) == 0.001


def test_plain_data_shares_nothing_with_what_it_was_made_of() -> None:
    document: dict[str, Any] = {"a": [1]}
    copied = plain(document)
    document["a"].append(2)
    assert copied == {"a": [1]}


def test_plain_data_may_hold_models_builders_and_bytes() -> None:
    value = {
        "request": get("/a"),
        "model": HttpRequest(path="/b"),
        "read-only": MappingProxyType({"unit": TimeUnit.DAYS}),
        "bytes": b"\x00\x01\x02",
    }
    assert plain(value) == {
        "request": {"method": "GET", "path": "/a"},
        "model": {"path": "/b"},
        "read-only": {"unit": "DAYS"},
        "bytes": "AAEC",
    }


def test_text_that_is_no_unicode_is_escaped() -> None:
    assert encode({"a": "é\ud800"}) == b'{"a": "\xc3\xa9\\ud800"}'


def test_what_json_cannot_say_is_refused() -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    for value, error in [(object(), TypeError), (float("nan"), ValueError), (nested, ValueError)]:
        with pytest.raises(error):
            encode(value)


def test_durations_become_objects_and_objects_stay() -> None:
    assert in_units(1, "u", "v") == {"u": "MILLISECONDS", "v": 1000}
    assert in_units({"u": "DAYS"}, "u", "v") == {"u": "DAYS"}
    assert in_milliseconds(0.5) == 500
    assert in_milliseconds(NOT_GIVEN) is NOT_GIVEN


def test_bare_values_become_objects() -> None:
    assert in_object("x", "id") == {"id": "x"}
    assert in_object({"id": "x"}, "id") == {"id": "x"}
    assert in_objects(["x", {"id": "y"}], "id") == [{"id": "x"}, {"id": "y"}]
    assert in_objects(NOT_GIVEN, "id") is NOT_GIVEN


def test_single_values_of_a_mapping_become_lists() -> None:
    styled = StyledValues(values=["1"])
    entries = {
        "one": "1",
        "several": ["1", "2"],
        "schema": schema({"type": "string"}),
        "styled": styled,
        "keyMatchStyle": "MATCHING_KEY",
    }
    assert plain(in_lists(entries, "keyMatchStyle")) == {
        "one": ["1"],
        "several": ["1", "2"],
        "schema": [{"schema": {"type": "string"}}],
        "styled": {"values": ["1"]},
        "keyMatchStyle": "MATCHING_KEY",
    }
    assert in_lists(styled) is styled


def test_an_unknown_value_of_an_enumeration_is_kept() -> None:
    unknown = TimeUnit("FORTNIGHTS")
    assert unknown == "FORTNIGHTS"
    assert {unknown: 1}[TimeUnit("FORTNIGHTS")] == 1
    assert pickle.loads(pickle.dumps(unknown)) == unknown  # noqa: S301 - our own bytes
    assert copy.deepcopy(unknown) == unknown
    assert f"{TimeUnit.DAYS}" == "DAYS"
    with pytest.raises(ValueError, match="5 is not a valid TimeUnit"):
        TimeUnit(5)


def test_a_schema_is_a_matcher() -> None:
    assert schema({"minLength": 1}) == SchemaMatcher(schema_={"minLength": 1})
