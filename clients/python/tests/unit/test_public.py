from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mockserver
from mockserver import AsyncMockServer, AsyncMockServerClient, MockServer, MockServerClient


def test_the_list_of_public_names_agrees_with_the_package() -> None:
    public = {name for name in vars(mockserver) if re.match("[A-Za-z]", name)}
    public.discard("annotations")
    assert sorted(mockserver.__all__) == sorted(public)


def test_modules_are_private() -> None:
    folder = Path(mockserver.__file__).parent
    modules = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert all(module.startswith("_") for module in modules)


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(mockserver.__file__).parent / "py.typed").exists()


@pytest.mark.parametrize(
    ("blocking", "asynchronous"),
    [
        (MockServerClient, AsyncMockServerClient),
        (MockServer, AsyncMockServer),
        (mockserver.Operations, mockserver.AsyncOperations),
        (mockserver.When, mockserver.AsyncWhen),
    ],
)
def test_twins_have_the_same_methods(blocking: type, asynchronous: type) -> None:
    ours = methods(blocking)
    theirs = methods(asynchronous)
    assert ours.keys() == theirs.keys()
    for name, method in ours.items():
        parameters = inspect.signature(method).parameters
        others = inspect.signature(theirs[name]).parameters
        assert list(parameters) == list(others)
        assert [p.kind for p in parameters.values()] == [p.kind for p in others.values()]


def methods(kind: type) -> dict[str, Callable[..., Any]]:
    return {
        name: method
        for name, method in inspect.getmembers(kind, callable)
        if not name.startswith("_")
    }


def test_everything_public_is_documented() -> None:
    for name in mockserver.__all__:
        value = getattr(mockserver, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__doc__, name
