"""The fixtures, in test runs of their own, with a stand-in for the binary."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FAKE = Path(__file__).parent.parent / "fake_mockserver.py"


@pytest.fixture
def run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> pytest.Pytester:
    """A folder whose test runs find the stand-in."""
    binary = tmp_path / "mockserver"
    binary.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE}" "$@"\n')
    binary.chmod(0o755)
    monkeypatch.setenv("MOCKSERVER_BINARY", str(binary))
    monkeypatch.delenv("MOCKSERVER_URL", raising=False)
    return pytester


def test_one_server_serves_the_whole_run(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import pytest

        pids = set()

        @pytest.mark.parametrize("turn", [1, 2])
        def test_it(mockserver, turn):
            pids.add(mockserver.status().ports[0])
            assert len(pids) == 1
        """
    )
    run.runpytest_subprocess("-q").assert_outcomes(passed=2)


def test_every_test_starts_with_a_reset(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import pytest
        from mockserver import MockServerClient

        resets = []

        @pytest.fixture(scope="session")
        def mockserver_session(mockserver_session):
            reset = mockserver_session.reset
            mockserver_session.reset = lambda: (reset(), resets.append(1))
            return mockserver_session

        def test_one(mockserver):
            assert isinstance(mockserver, MockServerClient)
            assert len(resets) == 1

        def test_two(mockserver):
            assert len(resets) == 2
        """
    )
    run.runpytest_subprocess("-q").assert_outcomes(passed=2)


def test_the_asynchronous_client_talks_to_the_same_server(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import pytest

        @pytest.fixture
        def anyio_backend():
            return "asyncio"

        @pytest.mark.anyio
        async def test_it(mockserver, async_mockserver):
            assert async_mockserver.url == mockserver.url
            assert await async_mockserver.status() == mockserver.status()
        """
    )
    run.runpytest_subprocess("-q").assert_outcomes(passed=1)


def test_a_running_server_is_used_when_named(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        from mockserver import MockServer

        def test_it(mockserver_session):
            assert not isinstance(mockserver_session, MockServer)
            assert mockserver_session.url == "http://nowhere.invalid"
        """
    )
    run.runpytest_subprocess("-q", "--mockserver-url", "http://nowhere.invalid").assert_outcomes(
        passed=1
    )


def test_a_missing_binary_is_an_error_that_says_what_to_do(
    run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCKSERVER_BINARY", "/nowhere/mockserver")
    run.makepyfile("def test_it(mockserver): pass")
    result = run.runpytest_subprocess("-q")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*StartError: /nowhere/mockserver is no executable file"])
