"""What every generated builder has in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from typing_extensions import Self

from mockserver._model import Model
from mockserver._plain import given, plain

ModelT = TypeVar("ModelT", bound=Model)


class Builder(Generic[ModelT]):
    """Collects values and never talks to a server.

    Every method returns a new builder and leaves the old one as it was, so a builder
    can be kept, shared between threads and built upon.
    """

    def __init__(self, members: Mapping[str, object] | None = None) -> None:
        self._members: dict[str, Any] = plain(given(members or {}))

    def build(self) -> ModelT:
        """Return the collected values as a model."""
        raise NotImplementedError

    def members(self) -> dict[str, Any]:
        """Return the collected values under the wire's names."""
        return self._members

    def to_plain(self) -> dict[str, Any]:
        """Return the wire's form, made of dicts, lists, strings and numbers only."""
        data: dict[str, Any] = plain(self)
        return data

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._members!r})"

    def _set(self, member: str, value: object) -> Self:
        changed = type(self).__new__(type(self))
        changed.__dict__ = {**self.__dict__, "_members": {**self._members, member: plain(value)}}
        return changed

    def _set_members(self, member: str, members: Mapping[str, object]) -> Self:
        return self._set(member, given(members))

    def _add_item(self, member: str, item: object) -> Self:
        return self._set(member, [*self._members.get(member, []), item])

    def _add_entry(self, member: str, name: str, value: object) -> Self:
        return self._set(member, {**self._members.get(member, {}), name: value})

    def _add_values(
        self, member: str, name: str, values: Sequence[object], key: str, options: dict[str, object]
    ) -> Self:
        """Add values to those of a name; ``key`` holds them where there are options."""
        present = self._members.get(member, {}).get(name, [])
        if isinstance(present, list):
            present = {key: present}
        entry = {**present, **given(options), key: [*present[key], *values]}
        return self._add_entry(member, name, entry if len(entry) > 1 else entry[key])
