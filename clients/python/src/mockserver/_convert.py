"""Turning what callers pass into the wire's form; what was not given stays so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from mockserver._duration import Duration, milliseconds, unit_and_value
from mockserver._plain import plain
from mockserver._sentinel import NotGiven


def in_units(duration: object, unit: str, value: str) -> object:
    """Write a duration as an object; what is none already stays as it is."""
    if isinstance(duration, (int, float, timedelta)):
        return dict(zip((unit, value), unit_and_value(duration), strict=True))
    return duration


def in_milliseconds(duration: Duration | NotGiven) -> int | NotGiven:
    """Write a duration as a number."""
    return duration if isinstance(duration, NotGiven) else milliseconds(duration)


def in_object(value: object, member: str) -> object:
    """Wrap a bare string or number; an object stays as it is."""
    return {member: value} if isinstance(value, (str, int)) else value


def in_objects(values: Sequence[object] | NotGiven, member: str) -> Sequence[object] | NotGiven:
    """Wrap every bare string or number of a list."""
    if isinstance(values, NotGiven):
        return values
    return [in_object(value, member) for value in values]


def in_lists(entries: object, *fields: str) -> object:
    """Put the single values of a mapping into lists; ``fields`` are no entries."""
    if not isinstance(entries, Mapping):
        return entries
    return {name: value if name in fields else _in_list(value) for name, value in entries.items()}


def _in_list(value: object) -> object:
    """Lists, and objects with a list of values inside, stay as they are."""
    data = plain(value)
    if isinstance(data, list) or (isinstance(data, dict) and "schema" not in data):
        return data
    return [data]
