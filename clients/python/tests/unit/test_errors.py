from __future__ import annotations

import pickle
import re

import pytest

import mockserver
from mockserver import (
    CallTimeoutError,
    MockServerError,
    RefusedError,
    UnreachableError,
    VerificationError,
    Violation,
    _errors,
)

REFUSAL = """incorrect expectation json format for:

  {
    "nonsense" : "\\n - $.decoy: not a line of the list"
  }

 schema validation errors:

  3 errors:
   - $.httpRequest.path: integer found, string expected
   - $.httpRequest.path: should be valid to one and only one schema, but 0 are valid
   - $.headers['a: b'].x: is wrong: very
   - oneOf of the following must be specified [httpError, httpResponse]

  Documentation: https://mock-server.com/mock_server/creating_expectations.html"""


def test_a_refusal_names_the_members_in_error() -> None:
    error = RefusedError(400, REFUSAL)
    assert error.violations == [
        Violation("$.httpRequest.path", "integer found, string expected"),
        Violation(
            "$.httpRequest.path", "should be valid to one and only one schema, but 0 are valid"
        ),
        Violation("$.headers['a: b'].x", "is wrong: very"),
    ]
    assert error.field_paths == ["$.httpRequest.path", "$.headers['a: b'].x"]


def test_what_was_refused_is_not_mistaken_for_the_list() -> None:
    text = "incorrect for:\n\n  - $.decoy: below no count\n\n 1 error:\n - $.real: is wrong"
    assert RefusedError(400, text).field_paths == ["$.real"]
    assert RefusedError(400, " - $.decoy: without a count").violations == []


def test_a_refusal_shows_status_and_text() -> None:
    error = RefusedError(413, "too large")
    assert (error.status, error.message, str(error)) == (413, "too large", "413: too large")


def test_a_failed_verification_is_an_assertion_error() -> None:
    with pytest.raises(AssertionError, match="Request not found"):
        raise VerificationError("Request not found at least once")


def test_the_three_kinds_are_never_confused() -> None:
    kinds = [UnreachableError, RefusedError, VerificationError]
    for kind in kinds:
        assert [other for other in kinds if issubclass(kind, other)] == [kind]
    assert issubclass(CallTimeoutError, UnreachableError)


@pytest.mark.parametrize(
    "error", [RefusedError(400, "no"), VerificationError("no"), CallTimeoutError("no")]
)
def test_errors_survive_pickling(error: MockServerError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_the_tree_that_opens_the_module_is_true() -> None:
    drawn = re.findall(r"(\w+Error)\b", (_errors.__doc__ or "").split("Mistakes")[0])
    exported = {name for name in mockserver.__all__ if name.endswith("Error")}
    assert set(drawn) - {"AssertionError"} == exported
