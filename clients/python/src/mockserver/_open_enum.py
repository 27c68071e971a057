"""Enumerations that know some values and keep the others."""

from __future__ import annotations

from enum import Enum

from typing_extensions import Self


class OpenEnum(str, Enum):
    """A string out of a list that may grow.

    A value that this version does not know becomes a member of its own, equal to
    that string, so that an older client works with a newer server.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member

    def __str__(self) -> str:
        return str(self.value)
