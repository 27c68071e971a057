"""Defaults of the client's own, where the server would choose otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

AT_LEAST_ONCE: Final[Mapping[str, Any]] = MappingProxyType({"atLeast": 1})
"""How often a verification asks for when nothing is said; the server alone means exactly once."""
