"""The messages of one language out of its Fluent files: the only module that knows Fluent.

Most messages only put values between words, and are kept as that; what has something to choose or to look
up is left to Fluent, which takes ten times the memory and the time.
"""

import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from babel import Locale as BabelLocale
from babel import localedata
from babel.core import get_global
from fluent.runtime import FluentBundle, resolver
from fluent.runtime.types import FluentInt, fluent_number
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Placeable, Resource, StringLiteral, TextElement, VariableReference

LOCALES = Path(__file__).parent.parent / "locales"
LANGUAGES = tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))
# fluent.runtime guards against texts that blow each other up; a long note is none.
resolver.MAX_PART_LENGTH = 100_000

# What Babel knows of a language and we never ask it: more than a megabyte.
UNASKED = (
    "compact_currency_formats",
    "compact_decimal_formats",
    "currency_names",
    "currency_names_plural",
    "date_fields",
    "languages",
    "meta_zones",
    "scripts",
    "unit_display_names",
    "unit_patterns",
)
# What it knows of all languages at once; ours are named in full, so it never has to guess one. Near two.
UNASKED_OF_ALL: tuple[Literal["likely_subtags", "territory_languages"], ...] = (
    "likely_subtags",
    "territory_languages",
)

# Here, not when a language is first asked for: what reading them took is used again by all that is loaded
# after this, three megabytes that would lie idle otherwise. Every language stands on the root.
for name in ("root", *LANGUAGES):
    for key in UNASKED:
        localedata.load(name).pop(key, None)
for kept in map(get_global, UNASKED_OF_ALL):
    cast("dict[str, Any]", kept).clear()

Parts = tuple[tuple[str, bool], ...]
"""Words, and the names of values (True) between them."""


class Phrases:
    """Building one reads all files of the language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._babel = BabelLocale.parse(language)
        self._bundle = FluentBundle([language], use_isolating=False)
        self._parts: dict[str, Parts] = {}
        self._constants: dict[str, str] = {}
        parser = FluentParser(with_spans=False)
        for file in sorted((LOCALES / language).glob("*.ftl")):
            self._take(parser.parse(file.read_text(encoding="utf-8")))

    def __contains__(self, key: str) -> bool:
        return key in self._parts or self._bundle.has_message(key)

    def format(self, key: str, values: dict[str, Any]) -> str:
        """The message with values: text as it is, numbers (see `counted`) in the language's way.

        Raises LookupError for an unknown one. A value that is missing raises in tests; in the running bot it
        is a line of the log and a readable text.
        """
        if not values and (known := self._constants.get(key)) is not None:
            return known
        parts = self._parts.get(key)
        text = self._resolved(key, values) if parts is None else self._joined(key, parts, values)
        if not values:
            self._constants[key] = text
        return text

    def _take(self, resource: Resource) -> None:
        """What is only words and values is kept as that."""
        left = []
        entry: Any
        for entry in resource.body:
            parts = _parts_of(entry)
            if parts is None:
                left.append(entry)
            else:
                self._parts[entry.id.name] = parts
        self._bundle.add_resource(Resource(left))

    def _joined(self, key: str, parts: Parts, values: dict[str, Any]) -> str:
        try:
            return "".join([self._said(values[part]) if named else part for part, named in parts])
        except KeyError as error:
            warnings.warn(f"{self._language}: {key}: no value for {error}", stacklevel=5)
            known = {name: values.get(name, f"{{${name}}}") for name, named in parts if named}
            return self._joined(key, parts, known)

    def _said(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        text: str = fluent_number(value).format(self._babel)
        return text

    def _resolved(self, key: str, values: dict[str, Any]) -> str:
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(key)
        result, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            warnings.warn(f"{self._language}: {key}: {errors}", stacklevel=5)
        return str(result)


def _parts_of(entry: Any) -> Parts | None:
    """None where it takes more than words and values. No message of ours stands inside another one."""
    if not isinstance(entry, Message) or entry.value is None or entry.attributes:
        return None
    parts: list[tuple[str, bool]] = []
    for element in entry.value.elements:
        expression = element.expression if isinstance(element, Placeable) else None
        if isinstance(element, TextElement):
            parts.append((element.value, False))
        elif isinstance(expression, VariableReference):
            parts.append((expression.id.name, True))
        elif isinstance(expression, StringLiteral):
            parts.append((expression.parse()["value"], False))
        else:
            return None
    return tuple(parts)


class _Count(FluentInt):
    """A number whose digits are worked out once: Babel takes longer for them than all else in a text."""

    def format(self, locale: BabelLocale) -> str:
        return _digits(self, locale)


@lru_cache(maxsize=1000)
def counted(value: int) -> FluentInt:
    """A number for `Phrases.format`: it chooses plurals, and is written in the language's way."""
    return _Count(value)


@lru_cache(maxsize=2000)
def _digits(value: FluentInt, locale: BabelLocale) -> str:
    return FluentInt.format(value, locale)
