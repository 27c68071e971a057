"""Finding, starting and ending the server's binary."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

from mockserver._errors import StartError

BINARY_VARIABLE: Final = "MOCKSERVER_BINARY"
"""The environment variable that names the binary."""

DEFAULT_START_TIMEOUT: Final = 10.0
"""Seconds that the binary may take until it listens."""

MAX_LINE_BYTES: Final = 64 << 10
"""The longest line of output that is read as one."""

MAX_TAIL_LINES: Final = 50
"""Lines of output kept to explain a failed start."""

_GRACE = 5.0
_LISTENING = re.compile(rb"mockserver: listening on (https?://\S+)")


def find_binary(binary: str | os.PathLike[str] | None = None) -> str:
    """Return the path of the binary.

    It is the one given, else the one that MOCKSERVER_BINARY names, else
    ``mockserver`` on the PATH.

    Raises:
        StartError: There is none.
    """
    named = binary or os.environ.get(BINARY_VARIABLE)
    found = shutil.which(named or "mockserver")
    if found:
        return str(Path(found).absolute())
    if named:
        raise StartError(f"{os.fspath(named)} is no executable file")
    raise StartError(
        "the mockserver binary was not found: pass binary=..., set the environment variable "
        f"{BINARY_VARIABLE}, or put it on the PATH"
    )


class ServerProcess:
    """A server started by this process, which ends with it at the latest.

    The server stops when its standard input closes, so even a killed test run leaves
    none behind.
    """

    def __init__(self, binary: str, port: int, arguments: Sequence[str]) -> None:
        """Start the binary; it need not listen yet.

        Raises:
            StartError: The operating system cannot run it.
        """
        command = [binary, "run", "--port", str(port), "--exit-with-stdin", *arguments]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise StartError(f"{binary} could not be started: {error}") from error
        self._name = binary
        self._url: str | None = None
        self._listening_or_ended = threading.Event()
        self._tail: deque[bytes] = deque(maxlen=MAX_TAIL_LINES)
        self._reader = threading.Thread(
            target=self._read, args=(self._process.stdout,), name="mockserver-output", daemon=True
        )
        self._reader.start()

    def wait_until_listening(self, timeout: float) -> str:
        """Return the URL that the server listens on.

        Raises:
            StartError: It ended, or did not say within ``timeout`` seconds that it listens.
        """
        in_time = self._listening_or_ended.wait(timeout)
        if self._url is not None:
            return self._url
        what = "ended at once" if in_time else f"did not listen within {timeout:g} s"
        raise StartError(f"{self._name} {what}{self._explanation()}")

    def is_running(self) -> bool:
        """Tell whether the server's process has not ended."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the server, gently first. Does nothing when it has ended."""
        for ask in (self._close_input, self._process.terminate, self._process.kill):
            ask()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE)
                break
        self._reader.join(_GRACE)

    def _close_input(self) -> None:
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _read(self, output: IO[bytes]) -> None:
        """Read all output, so that the server never waits for a reader."""
        with output:
            for line in iter(lambda: output.readline(MAX_LINE_BYTES), b""):
                self._tail.append(line)
                listening = _LISTENING.search(line)
                if listening and self._url is None:
                    self._url = listening.group(1).decode("ascii", "replace")
                    self._listening_or_ended.set()
        self._listening_or_ended.set()

    def _explanation(self) -> str:
        said = b"".join(tuple(self._tail)).decode("utf-8", "replace").strip()
        return f"; it said:\n{said}" if said else "; it said nothing"


def launch(
    binary: str | os.PathLike[str] | None,
    port: int,
    arguments: Sequence[str],
    start_timeout: float,
) -> tuple[ServerProcess, str]:
    """Start a server and return it with its URL once it listens.

    Raises:
        StartError: The binary was not found, or does not listen.
    """
    process = ServerProcess(find_binary(binary), port, arguments)
    try:
        return process, process.wait_until_listening(start_timeout)
    except BaseException:
        process.end()
        raise
