"""What every generated model has in common."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from typing_extensions import Self

from mockserver._duration import Duration, unit_and_value
from mockserver._plain import plain

WIRE = "wire"
"""The validation context of data that came from a server."""


def wire_name(name: str) -> str:
    """Return the wire's name of an attribute: ``http_request`` is ``httpRequest``."""
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)


def _decode(value: object) -> object:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


Octets: TypeAlias = Annotated[bytes, BeforeValidator(_decode)]
"""Bytes here, base64 text on the wire."""


class Model(BaseModel):
    """Plain data of the control plane.

    An attribute that was never set is absent on the wire and reads as ``None``; one
    that was set to ``None`` is null there. Members that this version does not know
    are kept, and written back.
    """

    model_config = ConfigDict(
        extra="allow",
        alias_generator=wire_name,
        validate_by_name=True,
        validate_by_alias=True,
        protected_namespaces=(),
    )

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Self:
        """Read the wire's form: ``{"httpRequest": {"path": "/a"}}``.

        Raises:
            ValueError: A member has the wrong type (pydantic's ``ValidationError``).
        """
        return cls.model_validate(data, by_alias=True, by_name=False, context=WIRE)

    def to_plain(self) -> dict[str, Any]:
        """Return the wire's form, made of dicts, lists, strings and numbers only."""
        data: dict[str, Any] = plain(self)
        return data

    def members(self) -> dict[str, Any]:
        """Return what was set, under the wire's names; values may be models."""
        fields = type(self).model_fields
        known = {
            field.serialization_alias or name: getattr(self, name)
            for name, field in fields.items()
            if name in self.model_fields_set
        }
        return known | (self.model_extra or {})

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Show what was set."""
        names = [name for name in type(self).model_fields if name in self.model_fields_set]
        yield from ((name, getattr(self, name)) for name in names)
        yield from (self.model_extra or {}).items()

    def model_post_init(self, _context: object) -> None:
        """Forget fields that only seem set because an unknown member has their name."""
        for name in (self.model_extra or {}).keys() & type(self).model_fields.keys():
            if self.__dict__[name] is None:
                self.model_fields_set.discard(name)


class TaggedModel(Model):
    """A model that some members with a fixed value tell from its siblings."""

    constants: ClassVar[frozenset[str]] = frozenset()
    """The attributes with a fixed value; the wire always has them."""

    @model_validator(mode="before")
    @classmethod
    def _need_constants(cls, data: Any, info: ValidationInfo) -> Any:
        if info.context == WIRE and isinstance(data, dict):
            missing = {wire_name(name) for name in cls.constants} - data.keys()
            if missing:
                raise ValueError(f"{', '.join(sorted(missing))} is missing")
        return data

    def model_post_init(self, context: object) -> None:
        """Write the fixed members whether they were passed or not."""
        super().model_post_init(context)
        self.model_fields_set.update(self.constants)


class DurationModel(Model):
    """A model whose unit and number make up a duration."""

    duration_members: ClassVar[tuple[str, str]]
    """The wire's names of the unit and of the number."""

    @classmethod
    def of(cls, duration: Duration) -> Self:
        """Make one of seconds or a ``timedelta``."""
        members = zip(cls.duration_members, unit_and_value(duration), strict=True)
        return cls.from_plain(dict(members))


class OpenModel(Model):
    """A model with any number of named entries beside its attributes."""

    @property
    def entries(self) -> dict[str, Any]:
        """The entries by name."""
        return self.model_extra or {}

    def __getitem__(self, name: str) -> Any:
        return self.entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self.entries


def _keep_unknown(value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    try:
        return read(value)
    except ValidationError:
        if info.context == WIRE:
            return value
        raise


LEFT_TO_RIGHT = Field(union_mode="left_to_right")
"""Reads a union as the first of its variants that fits."""

KEEP_UNKNOWN = WrapValidator(_keep_unknown)
"""Keeps, as plain data, a variant of a newer server's that this version does not know."""
