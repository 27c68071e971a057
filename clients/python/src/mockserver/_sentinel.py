"""The value that stands for an argument nobody passed."""

from __future__ import annotations

from typing import Final, final

from typing_extensions import Self


@final
class NotGiven:
    """Tells an argument that was left out from one that is ``None``.

    There is one instance, :data:`NOT_GIVEN`; it is false in a condition.
    """

    _instance: NotGiven | None = None

    def __new__(cls) -> Self:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN: Final = NotGiven()
"""The default of arguments that may also be ``None``."""
