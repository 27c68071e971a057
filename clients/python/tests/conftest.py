"""Fixtures of all tests."""

from __future__ import annotations

from tests.twins import twin

__all__ = ["twin"]

pytest_plugins = ["pytester"]
