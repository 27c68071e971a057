"""Plain data: what ``json`` can write, and what goes over the wire."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from mockserver._sentinel import NotGiven


@runtime_checkable
class HasMembers(Protocol):
    """A value that is an object on the wire: a model or a builder."""

    def members(self) -> dict[str, Any]:
        """Return the members under their wire names; values need not be plain yet."""
        ...


def encode(value: object) -> bytes:
    """Write a value, which may hold models, builders and bytes, as JSON.

    Raises:
        TypeError: It holds something that has no JSON form.
        ValueError: It holds a number that is not finite, holds itself, or is nested too deeply.
    """
    return _text(value).encode("utf-8", "backslashreplace")


def plain(value: object) -> Any:
    """Return a copy of a value that shares nothing with it and is made of plain data.

    Raises:
        TypeError: It holds something that has no JSON form.
        ValueError: It holds a number that is not finite, holds itself, or is nested too deeply.
    """
    return json.loads(_text(value))


def given(members: Mapping[str, object]) -> dict[str, object]:
    """Leave out the members that were not given."""
    return {name: value for name, value in members.items() if not isinstance(value, NotGiven)}


def _text(value: object) -> str:
    try:
        return json.dumps(value, default=_jsonable, ensure_ascii=False, allow_nan=False)
    except RecursionError:
        raise ValueError("the data is nested too deeply") from None


def _jsonable(value: object) -> object:
    if isinstance(value, HasMembers):
        return value.members()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"{type(value).__name__} has no JSON form")
