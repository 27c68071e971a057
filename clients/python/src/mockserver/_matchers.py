"""Ways to say how a value is matched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

from mockserver._gen.models import SchemaMatcher


def schema(document: Mapping[str, Any]) -> SchemaMatcher:
    """Match a value that satisfies a JSON Schema, draft-07 unless ``$schema`` says otherwise."""
    return SchemaMatcher(schema_=dict(document))


@overload
def not_(value: str) -> str: ...
@overload
def not_(value: SchemaMatcher) -> SchemaMatcher: ...
def not_(value: str | SchemaMatcher) -> str | SchemaMatcher:
    """Match anything else: ``not_("GET")`` is ``"!GET"``."""
    if isinstance(value, SchemaMatcher):
        return value.model_copy(update={"not_": True})
    return f"?!{value[1:]}" if value.startswith("?") else f"!{value}"


@overload
def optional(value: str) -> str: ...
@overload
def optional(value: SchemaMatcher) -> SchemaMatcher: ...
def optional(value: str | SchemaMatcher) -> str | SchemaMatcher:
    """Match a name that may be absent: ``optional("page")`` is ``"?page"``."""
    if isinstance(value, SchemaMatcher):
        return value.model_copy(update={"optional": True})
    return f"?{value}"
