"""Runs the examples of the README, in its order, against a server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from mockserver import MockServerClient

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
TEST_FILES = re.findall(r"^```python test\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_examples_run(mockserver: MockServerClient) -> None:
    assert len(EXAMPLES) >= 10
    names: dict[str, Any] = {"__name__": "readme"}
    for number, example in enumerate(EXAMPLES, 1):
        names["ms"] = mockserver
        exec(compile(example, f"README example {number}", "exec"), names)  # noqa: S102 - ours


def test_the_test_files_pass(pytester: pytest.Pytester) -> None:
    assert TEST_FILES
    for number, content in enumerate(TEST_FILES):
        pytester.makepyfile(**{f"test_example_{number}": content})
    result = pytester.runpytest_subprocess("-q")
    assert result.ret == 0
