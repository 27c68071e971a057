"""Durations: seconds or ``timedelta`` here, a unit and a number on the wire."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeAlias

Duration: TypeAlias = float | timedelta
"""A span of time: seconds, or a ``timedelta``. The finest step is a microsecond."""

_MICROSECOND = timedelta(microseconds=1)
_MILLISECOND = timedelta(milliseconds=1)


def seconds(duration: Duration) -> float:
    """Return the duration in seconds."""
    return _span(duration).total_seconds()


def milliseconds(duration: Duration) -> int:
    """Return the duration in whole milliseconds, rounded up."""
    return -(-_span(duration) // _MILLISECOND)


def unit_and_value(duration: Duration) -> tuple[str, int]:
    """Return the duration in milliseconds, or in microseconds where those are too coarse."""
    span = _span(duration)
    if span % _MILLISECOND:
        return "MICROSECONDS", span // _MICROSECOND
    return "MILLISECONDS", span // _MILLISECOND


def _span(duration: Duration) -> timedelta:
    if isinstance(duration, timedelta):
        return duration
    return timedelta(seconds=duration)
