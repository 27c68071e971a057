"""The conformance driver of the Python client; ``--async`` drives its asynchronous twin.

It does what it is told through the client and reports what came back: see
conformance/PROTOCOL.md.
"""

from __future__ import annotations

import asyncio
import base64
import inspect
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import IO, Any

from mockserver import NOT_GIVEN, AsyncMockServerClient, MockServerClient, RetrievedDocument

from failures import failure
from tagged import chain, resolve

VIEWS = {
    "requests": "retrieve_requests",
    "requestResponses": "retrieve_request_responses",
    "recordedExpectations": "retrieve_recorded_expectations",
    "activeExpectations": "retrieve_active_expectations",
    "logs": "retrieve_logs",
}

Members = Mapping[str, Any]


class Driver:
    """Keeps the client of a run and carries out one operation after the other."""

    def __init__(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Drive the asynchronous client on a loop, or the blocking one without."""
        self._loop = loop
        self._client: Any = None
        self._stream: Any = None

    def serve(self, requests: IO[str], answers: IO[str]) -> None:
        """Answer every line of requests."""
        for line in requests:
            request = json.loads(line)
            identifier = request.pop("id")
            answers.write(json.dumps({"id": identifier, **self.answer(request)}) + "\n")
            answers.flush()
        self.close()

    def answer(self, request: Members) -> dict[str, Any]:
        """Carry out one request; whatever is raised is part of the answer."""
        try:
            [(name, members)] = request.items()
            return {"result": plain(OPERATIONS[name](self, members))}
        except Exception as error:
            return {"failure": failure(error)}

    def close(self) -> None:
        """Close the client, if there is one."""
        self.unwatch({})
        if self._client is not None:
            self._wait(self._client.close())
            self._client = None

    def connect(self, members: Members) -> None:
        """Make a new client in the place of the one before."""
        self.close()
        kind = AsyncMockServerClient if self._loop else MockServerClient
        options = {}
        if "timeoutMs" in members:
            options["timeout"] = members["timeoutMs"] / 1000
        self._client = kind(members["url"], **options)

    def upsert(self, members: Members) -> Any:
        """Store plain data."""
        return self._wait(self._client.upsert(*resolve(members.get("expectations", []))))

    def when(self, members: Members) -> Any:
        """Make a statement."""
        statement = self._client.when(optional(members, "request"))
        statement = chain(statement, members.get("calls", []))
        if "respondOneOf" in members:
            return [self._wait(statement.respond_one_of(*resolve(members["respondOneOf"])))]
        return [self._wait(statement.respond(resolve(members.get("respond"))))]

    def clear(self, members: Members) -> Any:
        """Clear by matcher or by id."""
        scope = {name: members[name] for name in ("type", "namespace") if name in members}
        if "expectationId" not in members:
            return self._wait(self._client.clear(optional(members, "matcher"), **scope))
        if scope:
            return self._wait(self._client.clear({"id": members["expectationId"]}, **scope))
        return self._wait(self._client.clear_by_id(members["expectationId"]))

    def retrieve(self, members: Members) -> Any:
        """Read one view."""
        method = getattr(self._client, VIEWS[members["view"]])
        return self._wait(method(optional(members, "matcher"), **narrowing(members)))

    def retrieve_as(self, members: Members) -> Any:
        """Read a document."""
        return self._wait(
            self._client.retrieve_as(
                members["format"],
                members["type"],
                optional(members, "matcher"),
                **narrowing(members),
            )
        )

    def verify(self, members: Members) -> Any:
        """Verify what was seen."""
        options = {"times": resolve(members["times"])} if "times" in members else {}
        return self._wait(
            self._client.verify(
                optional(members, "request"),
                **options,
                expectation_id=members.get("expectationId", NOT_GIVEN),
                response=optional(members, "response"),
                timeout=seconds(members),
                maximum_requests=members.get("maximumRequests", NOT_GIVEN),
                disposition=members.get("disposition", NOT_GIVEN),
            )
        )

    def verify_sequence(self, members: Members) -> Any:
        """Verify the order of what was seen."""
        return self._wait(
            self._client.verify_sequence(
                *resolve(members.get("requests", [])),
                expectation_ids=members.get("expectationIds", NOT_GIVEN),
                responses=optional(members, "responses"),
                timeout=seconds(members),
                maximum_requests=members.get("maximumRequests", NOT_GIVEN),
            )
        )

    def bind(self, members: Members) -> Any:
        """Listen on further ports."""
        return self._wait(self._client.bind(*members.get("ports", [])))

    def update_configuration(self, members: Members) -> Any:
        """Change settings."""
        return self._wait(self._client.update_configuration(members.get("settings", {})))

    def debug_mismatch(self, members: Members) -> Any:
        """Compare a request with the expectations."""
        return self._wait(self._client.debug_mismatch(optional(members, "request")))

    def explain_unmatched(self, members: Members) -> Any:
        """Explain unmatched requests."""
        return self._wait(self._client.explain_unmatched(members.get("limit", NOT_GIVEN)))

    def scenario(self, members: Members) -> Any:
        """Read the state of a scenario."""
        return self._wait(self._client.scenario(members["name"]))

    def scenarios(self, _: Members) -> Any:
        """List the scenarios."""
        return self._wait(self._client.scenarios())

    def set_scenario(self, members: Members) -> Any:
        """Put a scenario into a state."""
        after = members.get("transitionAfterMs")
        return self._wait(
            self._client.set_scenario(
                members["name"],
                members.get("state", ""),
                transition_after=NOT_GIVEN if after is None else after / 1000,
                next_state=members.get("nextState", NOT_GIVEN),
            )
        )

    def trigger_scenario(self, members: Members) -> Any:
        """Move a scenario to a state."""
        state = members.get("newState", "")
        return self._wait(self._client.trigger_scenario(members["name"], state))

    def upsert_open_api(self, members: Members) -> Any:
        """Create expectations from a specification."""
        return self._wait(
            self._client.upsert_open_api(
                members.get("specification"),
                operations_and_responses=members.get("operationsAndResponses", NOT_GIVEN),
                context_path_prefix=members.get("contextPathPrefix", NOT_GIVEN),
            )
        )

    def clock(self, _: Members) -> Any:
        """Read the clock."""
        return self._wait(self._client.clock())

    def adjust_clock(self, members: Members) -> Any:
        """Adjust the clock."""
        span = members.get("durationMs")
        return self._wait(
            self._client.adjust_clock(
                members.get("action", ""),
                instant=members.get("instant", NOT_GIVEN),
                duration=NOT_GIVEN if span is None else span / 1000,
            )
        )

    def register_crud(self, members: Members) -> Any:
        """Simulate a REST resource."""
        return self._wait(
            self._client.register_crud(
                members.get("basePath", ""),
                id_field=members.get("idField", NOT_GIVEN),
                id_strategy=members.get("idStrategy", NOT_GIVEN),
                initial_data=members.get("initialData", NOT_GIVEN),
            )
        )

    def store_file(self, members: Members) -> Any:
        """Keep a file."""
        return self._wait(
            self._client.store_file(
                members.get("name", ""),
                members.get("content", ""),
                base64=members.get("base64", NOT_GIVEN),
            )
        )

    def retrieve_file(self, members: Members) -> Any:
        """Read a file."""
        return self._wait(self._client.retrieve_file(members.get("name", "")))

    def list_files(self, _: Members) -> Any:
        """List the files."""
        return self._wait(self._client.list_files())

    def delete_file(self, members: Members) -> Any:
        """Remove a file."""
        return self._wait(self._client.delete_file(members.get("name", "")))

    def import_expectations(self, members: Members) -> Any:
        """Import another tool's document."""
        return self._wait(
            self._client.import_expectations(
                members.get("document", {}),
                format=members.get("format", NOT_GIVEN),
                redact_sensitive_data=members.get("redactSensitiveData", NOT_GIVEN),
                additional_redacted_headers=members.get("additionalRedactedHeaders", NOT_GIVEN),
                additional_redacted_body_fields=members.get(
                    "additionalRedactedBodyFields", NOT_GIVEN
                ),
            )
        )

    def promote_recordings(self, members: Members) -> Any:
        """Promote what was forwarded."""
        return self._wait(
            self._client.promote_recordings(
                optional(members, "matcher"),
                consolidate=members.get("consolidate", NOT_GIVEN),
                parameterize=members.get("parameterize", NOT_GIVEN),
                redact_sensitive_data=members.get("redactSensitiveData", NOT_GIVEN),
            )
        )

    def watch(self, members: Members) -> None:
        """Begin to watch."""
        self.unwatch({})
        self._stream = self._wait(self._client.watch(optional(members, "matcher")))

    def watched(self, members: Members) -> Any:
        """Take what is watched next, less when it ends."""
        values: list[Any] = []
        following = self._stream.__anext__ if self._loop else self._stream.__next__
        with suppress(StopIteration, StopAsyncIteration):
            while len(values) < members["count"]:
                values.append(self._wait(following()))
        return values

    def unwatch(self, _: Members) -> None:
        """End the watch, if there is one."""
        if self._stream is not None:
            self._wait(self._stream.close())
            self._stream = None

    def reset(self, _: Members) -> Any:
        """Forget everything."""
        return self._wait(self._client.reset())

    def status(self, _: Members) -> Any:
        """Ask what is bound."""
        return self._wait(self._client.status())

    def ready(self, _: Members) -> Any:
        """Ask whether the server is ready."""
        return self._wait(self._client.ready())

    def stop(self, _: Members) -> Any:
        """Stop the server."""
        return self._wait(self._client.stop())

    def configuration(self, _: Members) -> Any:
        """Read the settings."""
        return self._wait(self._client.configuration())

    def _wait(self, result: Any) -> Any:
        """Run a coroutine of the asynchronous client to its end."""
        if self._loop and inspect.isawaitable(result):
            return self._loop.run_until_complete(awaited(result))
        return result


OPERATIONS: dict[str, Callable[..., Any]] = {
    "connect": Driver.connect,
    "upsert": Driver.upsert,
    "when": Driver.when,
    "clear": Driver.clear,
    "reset": Driver.reset,
    "retrieve": Driver.retrieve,
    "verify": Driver.verify,
    "verifySequence": Driver.verify_sequence,
    "status": Driver.status,
    "ready": Driver.ready,
    "bind": Driver.bind,
    "stop": Driver.stop,
    "configuration": Driver.configuration,
    "updateConfiguration": Driver.update_configuration,
    "debugMismatch": Driver.debug_mismatch,
    "explainUnmatched": Driver.explain_unmatched,
    "retrieveAs": Driver.retrieve_as,
    "scenario": Driver.scenario,
    "scenarios": Driver.scenarios,
    "setScenario": Driver.set_scenario,
    "triggerScenario": Driver.trigger_scenario,
    "upsertOpenApi": Driver.upsert_open_api,
    "clock": Driver.clock,
    "adjustClock": Driver.adjust_clock,
    "registerCrud": Driver.register_crud,
    "storeFile": Driver.store_file,
    "retrieveFile": Driver.retrieve_file,
    "listFiles": Driver.list_files,
    "deleteFile": Driver.delete_file,
    "importExpectations": Driver.import_expectations,
    "promoteRecordings": Driver.promote_recordings,
    "watch": Driver.watch,
    "watched": Driver.watched,
    "unwatch": Driver.unwatch,
}


async def awaited(awaitable: Any) -> Any:
    """Await what is only awaitable, so that a loop can run it."""
    return await awaitable


def plain(result: Any) -> Any:
    """Return what the client returned in the form of the contract."""
    if isinstance(result, list):
        return [plain(item) for item in result]
    if isinstance(result, RetrievedDocument):
        return document(result)
    return result if result is None or isinstance(result, str) else result.to_plain()


def document(retrieved: RetrievedDocument) -> dict[str, Any]:
    """Return what the client knows of a document."""
    members = {
        "contentType": retrieved.content_type,
        "text": retrieved.text,
        "base64": base64.b64encode(retrieved.content).decode("ascii"),
    }
    return members if retrieved.file_name is None else {**members, "fileName": retrieved.file_name}


def narrowing(members: Members) -> dict[str, Any]:
    """Return the options of a retrieval."""
    names = {"correlationId": "correlation_id", "namespace": "namespace"}
    return {name: members[wire] for wire, name in names.items() if wire in members}


def optional(members: Members, name: str) -> Any:
    """Return a resolved member, or say that it was not given."""
    return resolve(members[name]) if name in members else NOT_GIVEN


def seconds(members: Members) -> Any:
    """Return the timeout, or say that it was not given."""
    return members["timeoutMs"] / 1000 if "timeoutMs" in members else NOT_GIVEN


def main() -> None:
    """Serve standard input."""
    loop = asyncio.new_event_loop() if "--async" in sys.argv[1:] else None
    Driver(loop).serve(sys.stdin, sys.stdout)
    if loop:
        loop.close()


if __name__ == "__main__":
    main()
