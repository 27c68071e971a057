"""Finding, starting and ending the binary, with a stand-in for it. Both clients."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from mockserver import StartError, UnreachableError
from mockserver._launch import ServerProcess, find_binary
from tests.twins import Twin

FAKE = Path(__file__).parent.parent / "fake_mockserver.py"


@pytest.fixture
def binary(tmp_path: Path) -> Path:
    """An executable file that runs the stand-in."""
    path = tmp_path / "mockserver"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE}" "$@"\n')
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the variable nor the PATH names a binary."""
    monkeypatch.delenv("MOCKSERVER_BINARY", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))


def test_the_binary_given_comes_first(monkeypatch: pytest.MonkeyPatch, binary: Path) -> None:
    monkeypatch.setenv("MOCKSERVER_BINARY", "/other")
    assert find_binary(binary) == str(binary)


def test_the_variable_comes_before_the_path(monkeypatch: pytest.MonkeyPatch, binary: Path) -> None:
    monkeypatch.setenv("MOCKSERVER_BINARY", str(binary))
    assert find_binary() == str(binary)


def test_the_path_comes_last(monkeypatch: pytest.MonkeyPatch, binary: Path) -> None:
    monkeypatch.setenv("PATH", str(binary.parent))
    assert find_binary() == str(binary)


def test_without_a_binary_the_message_says_what_to_do() -> None:
    with pytest.raises(StartError, match="MOCKSERVER_BINARY"):
        find_binary()


def test_a_binary_that_cannot_be_run(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("no program")
    with pytest.raises(StartError, match="text is no executable file"):
        find_binary(path)
    path.chmod(0o755)
    with pytest.raises(StartError, match="could not be started"):
        ServerProcess(str(path), 0, [])


def test_a_server_is_started_and_ended(twin: Twin, binary: Path) -> None:
    server = twin.start(binary=binary, port=0, arguments=["--extra"])
    status = server.status()
    assert status.model_extra["arguments"] == ["run", "--port", "0", "--exit-with-stdin", "--extra"]
    assert is_running(status.ports[0])
    server.close()
    assert not is_running(status.ports[0])


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_closing_twice_is_harmless(twin: Twin, binary: Path) -> None:
    server = twin.start(binary=binary)
    server.close()
    server.close()


def test_a_server_that_was_stopped_is_closed_at_once(twin: Twin, binary: Path) -> None:
    server = twin.start(binary=binary)
    server.stop()
    server.close()
    with pytest.raises((UnreachableError, RuntimeError)):
        server.status()


def test_a_server_that_ignores_stop_ends_with_its_input(twin: Twin, binary: Path) -> None:
    server = twin.start(binary=binary, arguments=["--ignore-stop"])
    pid = server.status().ports[0]
    server.close()
    assert not is_running(pid)


def test_output_is_read_for_good(twin: Twin, binary: Path) -> None:
    server = twin.start(binary=binary, arguments=["--chatty"])
    assert server.status().ports


def test_a_server_that_ends_at_once(twin: Twin, binary: Path) -> None:
    with pytest.raises(StartError, match=r"ended at once; it said:\ncannot listen: port in use"):
        twin.start(binary=binary, arguments=["--fail"])


def test_a_server_that_never_listens(twin: Twin, binary: Path) -> None:
    with pytest.raises(StartError, match=r"did not listen within 0\.2 s; it said nothing"):
        twin.start(binary=binary, arguments=["--silent"], start_timeout=0.2)


def test_a_context_manager_ends_the_server(binary: Path) -> None:
    script = f"""
        import asyncio
        from mockserver import AsyncMockServer, MockServer

        with MockServer.start(binary={str(binary)!r}) as server:
            print(server.status().ports[0])

        async def main():
            async with AsyncMockServer.start(binary={str(binary)!r}) as server:
                print((await server.status()).ports[0])

        asyncio.run(main())
    """
    for pid in run(script).split():
        assert not is_running(int(pid))


def test_a_killed_test_run_leaves_no_server_behind(binary: Path, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    try:
        run(f"""
            import os
            from mockserver import MockServer

            server = MockServer.start(binary={str(binary)!r}, arguments=["--alive", {str(alive)!r}])
            os.kill(os.getpid(), 9)
        """)
        readable, _, _ = select.select([reader], [], [], 10)
        assert readable, "the server still holds its pipe"
        assert os.read(reader, 1) == b""
    finally:
        os.close(reader)


def run(script: str) -> str:
    """Run a script and return what it printed."""
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(script)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert ended.stderr == ""
    return ended.stdout
