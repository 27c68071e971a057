"""What the generated tests of the models check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from mockserver._model import WIRE, Model
from mockserver._open_enum import OpenEnum
from mockserver._plain import plain

UNKNOWN = {"fromTheFuture": {"deep": [1, None, ""]}}


def check_model(
    model: type[Model], document: dict[str, Any], *, required: Sequence[str] = ()
) -> None:
    """Read a document that sets every member, and its neighbours, and write them back."""
    read = model.from_plain(document)
    assert read.to_plain() == document
    assert read.model_fields_set >= model.model_fields.keys(), "not every member was set"
    assert model.from_plain(document | UNKNOWN).to_plain() == document | UNKNOWN
    bare = {name: document[name] for name in required}
    assert model.from_plain(bare).to_plain() == bare
    for name in document.keys() - set(required):
        assert getattr(model.from_plain(bare), attribute(model, name), None) is None
        check_null_and_zero(model, bare, name, document[name])


def check_null_and_zero(model: type[Model], bare: dict[str, Any], name: str, value: Any) -> None:
    """Null stays null, zero stays zero, and neither is absent."""
    if attribute(model, name) in model.model_fields:
        null = bare | {name: None}
        assert model.from_plain(null).to_plain() == null
    if isinstance(value, (str, int, float, list)):
        zero = bare | {name: type(value)()}
        assert model.from_plain(zero).to_plain() == zero


def attribute(model: type[Model], wire_name: str) -> str:
    """Return the attribute that holds a member."""
    names = (
        name for name, field in model.model_fields.items() if field.validation_alias == wire_name
    )
    return next(names, wire_name)


def check_alias(alias: Any, documents: Sequence[Any]) -> None:
    """Read one document per form of a type, and write it back."""
    adapter: TypeAdapter[Any] = TypeAdapter(alias)
    for document in documents:
        read = adapter.validate_python(document, by_alias=True, by_name=False, context=WIRE)
        assert plain(read) == document


def check_enum(enum: type[OpenEnum], values: Sequence[str]) -> None:
    """Know every value, and keep an unknown one."""
    assert [member.value for member in enum] == list(values)
    assert all(enum(value) == value for value in values)
    unknown = enum("FROM_THE_FUTURE")
    assert (unknown, str(unknown)) == ("FROM_THE_FUTURE", "FROM_THE_FUTURE")
    assert unknown not in list(enum)
