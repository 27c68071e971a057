"""The protocol's kinds of failure, by what the client raises."""

from __future__ import annotations

from typing import Any

from mockserver import RefusedError, UnreachableError, VerificationError


def failure(error: Exception) -> dict[str, Any]:
    """Say which of the client's failures happened."""
    match error:
        case UnreachableError():
            return {"unreachable": {"message": error.message}}
        case RefusedError():
            paths = error.field_paths
            return {
                "refused": {"status": error.status, "message": error.message, "fieldPaths": paths}
            }
        case VerificationError():
            return {"verificationFailed": {"message": error.message}}
    return {"other": {"message": f"{type(error).__name__}: {error}"}}
