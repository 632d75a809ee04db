"""Messages that only put values between words: most of what a screen says needs no more of Fluent."""

from collections.abc import Callable, Mapping
from typing import Any

from fluent.syntax.ast import Placeable, TextElement, VariableReference

Parts = tuple[tuple[str, bool], ...]
"""Words, and names of values (True), in order."""


def parts_of(pattern: Any) -> Parts | None:
    """What a message of `FluentBundle` is made of; None where Fluent itself has something to choose."""
    parts: list[tuple[str, bool]] = []
    for element in getattr(pattern, "elements", [None]):
        if isinstance(element, TextElement):
            parts.append((element.value, False))
        elif isinstance(element, Placeable) and isinstance(element.expression, VariableReference):
            parts.append((element.expression.id.name, True))
        else:
            return None
    return tuple(parts)


def joined(parts: Parts, values: Mapping[str, Any], say: Callable[[Any], str]) -> str:
    """The message. Raises KeyError where a value is missing; `say` turns what is no text into words."""
    said = []
    for part, named in parts:
        value = values[part] if named else part
        said.append(value if isinstance(value, str) else say(value))
    return "".join(said)
