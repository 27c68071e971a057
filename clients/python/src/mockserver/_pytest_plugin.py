"""Fixtures for pytest: one server for the whole run, empty at the start of every test."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from typing import Final

import pytest

from mockserver import AsyncMockServerClient, MockServer, MockServerClient

URL_VARIABLE: Final = "MOCKSERVER_URL"
"""The environment variable that names a running server to use."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --mockserver-url."""
    group = parser.getgroup("mockserver")
    group.addoption(
        "--mockserver-url",
        default=os.environ.get(URL_VARIABLE),
        metavar="URL",
        help=f"use the running server there instead of starting one (default: {URL_VARIABLE})",
    )


@pytest.fixture(scope="session")
def mockserver_session(pytestconfig: pytest.Config) -> Iterator[MockServerClient]:
    """One client for the whole run: of a server started for it, or of a running one."""
    url = pytestconfig.getoption("--mockserver-url")
    with MockServerClient(url) if url else MockServer.start() as client:
        yield client


@pytest.fixture
def mockserver(mockserver_session: MockServerClient) -> MockServerClient:
    """A client of a server without expectations and recorded traffic."""
    mockserver_session.reset()
    return mockserver_session


@pytest.fixture
async def async_mockserver(mockserver: MockServerClient) -> AsyncIterator[AsyncMockServerClient]:
    """The asynchronous twin of ``mockserver``, for tests that anyio or pytest-asyncio run."""
    async with AsyncMockServerClient(mockserver.url) as client:
        yield client
