"""One call of the control plane and its answer, apart from how they travel."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeVar, cast
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter, ValidationError

from mockserver._budget import Budget
from mockserver._document import RetrievedDocument
from mockserver._errors import (
    CallTimeoutError,
    MockServerError,
    RefusedError,
    UnexpectedAnswerError,
    UnreachableError,
    VerificationError,
)
from mockserver._model import WIRE
from mockserver._plain import encode, given
from mockserver._sentinel import NOT_GIVEN, NotGiven

T = TypeVar("T")

MAX_ANSWER_BYTES: Final = 1 << 30
"""The longest answer that is read; a longer one is an ``UnexpectedAnswerError``."""

_VERIFICATION_FAILED = 406
_FILE_NAME = re.compile('filename="([^"]*)"')


def in_path(text: str) -> str:
    """Write a text as a segment of a path."""
    return quote(text, safe="")


def in_query(value: object) -> str:
    """Write the value of a query parameter."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class Call:
    """What to ask for."""

    method: str
    path: str
    query: Mapping[str, object] = field(default_factory=dict)
    body: object = NOT_GIVEN
    accepts: frozenset[int] = frozenset()
    """Statuses of failures that answer like a success."""

    def request(
        self, http: httpx.Client | httpx.AsyncClient, url: str, timeout: float | None
    ) -> httpx.Request:
        """Write the request; ``timeout`` bounds, in seconds, each wait for the network."""
        has_body = not isinstance(self.body, NotGiven)
        return http.build_request(
            self.method,
            url + self.path,
            params={name: in_query(value) for name, value in given(self.query).items()},
            content=encode(self.body) if has_body else None,
            headers={"content-type": "application/json; charset=utf-8"} if has_body else None,
            timeout=timeout,
        )

    def answer(self, status: int, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Return the answer of a success.

        Raises:
            VerificationError: What was to be verified did not happen.
            RefusedError: Any other failure.
        """
        answer = Answer(content, headers)
        if httpx.codes.is_success(status) or status in self.accepts:
            return answer
        if status == _VERIFICATION_FAILED:
            raise VerificationError(answer.text)
        raise RefusedError(status, answer.text)


@dataclass(frozen=True)
class Answer:
    """What a successful call returned."""

    content: bytes
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode("utf-8", "replace")

    def document(self) -> RetrievedDocument:
        """Take the content as it is."""
        name = _FILE_NAME.search(self.headers.get("content-disposition", ""))
        return RetrievedDocument(
            content=self.content,
            content_type=self.headers.get("content-type", ""),
            file_name=name.group(1) if name else None,
        )

    def read(self, shape: type[T]) -> T:
        """Read the content as JSON of a shape, such as ``list[Expectation]``.

        No content at all is an empty array: some servers answer so.

        Raises:
            UnexpectedAnswerError: It is no JSON, or of another shape.
        """
        try:
            document = json.loads(self.content) if self.content.strip() else []
            read: T = _adapter(cast("Any", shape)).validate_python(
                document, by_alias=True, by_name=False, context=WIRE
            )
            return read
        except (ValueError, RecursionError) as error:
            raise _unexpected(error) from error


@lru_cache(maxsize=64)
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _unexpected(error: Exception) -> MockServerError:
    if isinstance(error, ValidationError):
        reason = "; ".join(
            f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}" for detail in error.errors()
        )
    else:
        reason = str(error)
    return UnexpectedAnswerError(f"the answer is not a MockServer's: {reason}")


class Limit:
    """Collects an answer, within the call's time and the longest answer that is read."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._chunks: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes) -> None:
        """Take the next part.

        Raises:
            CallTimeoutError: The time is over.
            UnexpectedAnswerError: The answer is too long.
        """
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size > MAX_ANSWER_BYTES:
            raise UnexpectedAnswerError(f"the answer is longer than {MAX_ANSWER_BYTES} bytes")
        if self._budget.is_spent():
            raise CallTimeoutError("the answer did not end in time")

    def bytes(self) -> bytes:
        """Return the whole answer."""
        return b"".join(self._chunks)


class Lines:
    """Cuts an answer into lines, whatever pieces it arrives in; empty ones are left out.

    A last line counts only once it has ended: the answer was cut off before that.
    """

    def __init__(self) -> None:
        self._rest = b""

    def add(self, chunk: bytes) -> list[bytes]:
        """Take the next part, and return the lines that it ends."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return [line for line in lines if line.strip()]


def only(items: Sequence[T]) -> T:
    """Return the only item that an answer was to hold.

    Raises:
        UnexpectedAnswerError: There is none, or there are several.
    """
    if len(items) != 1:
        raise UnexpectedAnswerError(f"the answer holds {len(items)} items instead of one")
    return items[0]


def unreachable(url: str, error: Exception) -> MockServerError:
    """Say that no answer came from a server."""
    reason = str(error) or type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return CallTimeoutError(f"no answer from {url} in time: {reason}")
    return UnreachableError(f"no answer from {url}: {reason}")


def base_url(url: str) -> str:
    """Return the URL without a slash at its end.

    Raises:
        ValueError: It is no http or https URL.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError(f"{url!r} is no URL: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ValueError(f"{url!r} is no http or https URL")
    return str(parsed).rstrip("/")
