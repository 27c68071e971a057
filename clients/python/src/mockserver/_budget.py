"""How long a call may take, and how long it keeps trying to connect."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, TypeAlias

from mockserver._duration import Duration

Timeout: TypeAlias = Duration | None
"""The most that a call may take, retries included: seconds, or None for no end."""

DEFAULT_TIMEOUT: Final = 30.0
"""Seconds that a call may take in total when nothing else is said."""

DEFAULT_RETRY_FOR: Final = 5.0
"""Seconds that a call keeps trying to connect when nothing else is said."""

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0
_SHORTEST_WAIT = 0.001


class Budget:
    """The time left to one call, by a clock that counts seconds."""

    def __init__(
        self, clock: Callable[[], float], *, timeout: float | None, retry_for: float
    ) -> None:
        """Start the call: ``timeout`` seconds in total (``None`` for no end)."""
        now = clock()
        self._clock = clock
        self._end = math.inf if timeout is None else now + timeout
        self._retry_end = min(self._end, now + retry_for)
        self._pause = _FIRST_PAUSE

    def left(self) -> float | None:
        """Return the seconds left, at least a little; ``None`` without an end."""
        if self._end == math.inf:
            return None
        return max(self._end - self._clock(), _SHORTEST_WAIT)

    def is_spent(self) -> bool:
        """Tell whether the call must end."""
        return self._clock() >= self._end

    def pause(self) -> float | None:
        """Return the seconds to wait before the next attempt to connect.

        ``None`` when it is time to give up. Pauses double up to a second.
        """
        left = self._retry_end - self._clock()
        if left < _SHORTEST_WAIT:
            return None
        pause = min(self._pause, left)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)
        return pause
