from __future__ import annotations

import pytest

from mockserver._budget import Budget


class Clock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_shrinks_to_a_little() -> None:
    clock = Clock()
    budget = Budget(clock, timeout=2, retry_for=1)
    assert (budget.left(), budget.is_spent()) == (2, False)
    clock.now += 1.5
    assert (budget.left(), budget.is_spent()) == (0.5, False)
    clock.now += 1
    left = budget.left()
    assert left is not None
    assert 0 < left < 0.01
    assert budget.is_spent()


def test_without_a_timeout_there_is_no_end() -> None:
    clock = Clock()
    budget = Budget(clock, timeout=None, retry_for=1)
    clock.now += 1e9
    assert (budget.left(), budget.is_spent()) == (None, False)


def test_pauses_double_up_to_a_second() -> None:
    budget = Budget(Clock(), timeout=60, retry_for=60)
    pauses = [budget.pause() for _ in range(7)]
    assert pauses == pytest.approx([0.05, 0.1, 0.2, 0.4, 0.8, 1.0, 1.0])


def test_the_last_pause_ends_with_the_time_to_retry() -> None:
    clock = Clock()
    budget = Budget(clock, timeout=60, retry_for=0.12)
    assert budget.pause() == pytest.approx(0.05)
    clock.now += 0.05
    assert budget.pause() == pytest.approx(0.07)
    clock.now += 0.07
    assert budget.pause() is None


def test_the_timeout_bounds_the_time_to_retry() -> None:
    clock = Clock()
    budget = Budget(clock, timeout=1, retry_for=60)
    clock.now += 1
    assert budget.pause() is None
    assert Budget(clock, timeout=1, retry_for=0).pause() is None
