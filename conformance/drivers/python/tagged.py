"""Tagged values and chains: how the protocol writes what is made with the client's builders."""

from __future__ import annotations

import base64
import keyword
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import mockserver


def resolve(value: Any) -> Any:
    """Replace the tagged values in plain data, at any depth."""
    if isinstance(value, list):
        return [resolve(item) for item in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"$build": list(calls), **rest} if not rest:
            return build(calls)
        case {"$ms": float(number) | int(number), **rest} if not rest:
            return timedelta(milliseconds=number)
        case {"$base64": str(text), **rest} if not rest:
            return base64.b64decode(text)
    return {name: resolve(item) for name, item in value.items()}


def build(calls: Sequence[Any]) -> Any:
    """Start with a factory of the client and go on with methods of what it makes."""
    (name, *arguments), *others = calls
    if python_name(name) not in mockserver.__all__:
        raise AttributeError(f"no factory {name}")
    return chain(apply(getattr(mockserver, python_name(name)), arguments), others)


def chain(subject: Any, calls: Sequence[Any]) -> Any:
    """Call one method after the other, each on what the one before returned."""
    for name, *arguments in calls:
        subject = apply(getattr(subject, python_name(name)), arguments)
    return subject


def apply(function: Any, arguments: Sequence[Any]) -> Any:
    """Call a function; options at the end become keyword arguments."""
    match arguments:
        case [*values, {"$options": dict(options), **rest}] if not rest:
            named = {python_name(name): resolve(value) for name, value in options.items()}
            return function(*resolve(values), **named)
    return function(*resolve(list(arguments)))


def python_name(name: str) -> str:
    """Spell a name of the contract as the client does."""
    snake = re.sub("[A-Z]", lambda letter: "_" + letter.group().lower(), name)
    return f"{snake}_" if keyword.iskeyword(snake) else snake
