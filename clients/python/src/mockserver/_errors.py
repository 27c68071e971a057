"""Everything this package raises on its own account.

::

    MockServerError
    ├── UnreachableError        no answer: connection refused or lost
    │   ├── CallTimeoutError    no whole answer within the call's timeout
    │   └── StartError          the binary was not found, or did not start
    ├── RefusedError            the server answered that it will not
    ├── VerificationError       what was verified did not happen (an AssertionError)
    └── UnexpectedAnswerError   an answer that is none of MockServer's

Mistakes in the use of this package raise ``TypeError`` and ``ValueError``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


class MockServerError(Exception):
    """The root of this package's exceptions.

    Attributes:
        message: What went wrong; the server's own text where there is one.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UnreachableError(MockServerError):
    """No answer: the connection was refused or lost, or there is no such host."""


class CallTimeoutError(UnreachableError):
    """No whole answer within the call's timeout."""


class StartError(UnreachableError):
    """The binary was not found, or it ended or stayed silent instead of listening."""


@dataclass(frozen=True)
class Violation:
    """One reason for a refusal."""

    path: str
    """The member in error, such as ``$.httpRequest.path``."""
    reason: str
    """What is wrong with it."""


class RefusedError(MockServerError):
    """The server answered with a refusal; it changed nothing.

    Attributes:
        status: The HTTP status code, such as 400 or 413.
        message: The server's text, whole.
        violations: The members that the text names as wrong, in its order; may be empty.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.violations = violations(message)

    def __str__(self) -> str:
        return f"{self.status}: {self.message}"

    def __reduce__(self) -> tuple[type[RefusedError], tuple[int, str]]:
        return type(self), (self.status, self.message)

    @property
    def field_paths(self) -> list[str]:
        """The paths of the members in error, each once, in the text's order."""
        return list(dict.fromkeys(violation.path for violation in self.violations))


class VerificationError(MockServerError, AssertionError):
    """What was verified did not happen; the message is the server's text."""


class UnexpectedAnswerError(MockServerError):
    """The answer is not one that a MockServer gives: something else listens there."""


_COUNT = re.compile(r"^ *\d+ errors?:$", re.MULTILINE)
_LINE = re.compile(r"^ *- (\$(?:\[[^]\n]*\]|[^:[\n])*): (.+)$", re.MULTILINE)


def violations(text: str) -> list[Violation]:
    """Read the ``- $.path: reason`` lines of a refusal.

    Only lines below a count ("2 errors:") are read: above it stands the document
    that was refused, which may hold anything.
    """
    counts = list(_COUNT.finditer(text))
    if not counts:
        return []
    lines = _LINE.finditer(text, counts[0].end())
    return [Violation(path, reason) for path, reason in (line.groups() for line in lines)]
