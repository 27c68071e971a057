"""The Python client of MockServer: teach a server expectations, look at its traffic, verify it.

Start at :class:`MockServer`, which starts a server of its own, or
:class:`MockServerClient`, which talks to a running one; :class:`AsyncMockServer` and
:class:`AsyncMockServerClient` are their twins. Requests and replies are built with
functions such as :func:`request`, :func:`get` and :func:`reply`, or passed as plain data.
"""

from __future__ import annotations

from mockserver._document import RetrievedDocument
from mockserver._duration import Duration
from mockserver._errors import (
    CallTimeoutError,
    MockServerError,
    RefusedError,
    StartError,
    UnexpectedAnswerError,
    UnreachableError,
    VerificationError,
    Violation,
)
from mockserver._gen import public as _public
from mockserver._gen.public import *
from mockserver._matchers import not_, optional, schema
from mockserver._sentinel import NOT_GIVEN, NotGiven

__all__ = [
    "NOT_GIVEN",
    "CallTimeoutError",
    "Duration",
    "MockServerError",
    "NotGiven",
    "RefusedError",
    "RetrievedDocument",
    "StartError",
    "UnexpectedAnswerError",
    "UnreachableError",
    "VerificationError",
    "Violation",
    "not_",
    "optional",
    "schema",
]
__all__ += _public.__all__
