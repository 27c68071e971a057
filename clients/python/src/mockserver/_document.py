"""Documents: what a server writes in other formats than the models' JSON."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RetrievedDocument:
    """What was retrieved in a format.

    Attributes:
        content: The document.
        content_type: Such as ``application/json; charset=utf-8``.
        file_name: What to save it as, if the server names something.
    """

    content: bytes
    content_type: str
    file_name: str | None = None

    @property
    def text(self) -> str:
        """The content as text, which all formats but BRUNO are."""
        return self.content.decode("utf-8", "replace")
