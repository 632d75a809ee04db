"""What `locales/` says and what the code asks it for, read without running anything."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
LANGUAGES = ("ru", "en")
SPEAKING = ("bot", "crm", "scheduler", "tools")
VALUE = "{}"
KEY = re.compile(r"[a-z][a-z0-9-]*")
KEY_HEAD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*-")


@dataclass
class Message(Visitor):
    """One message: its texts (each variant is one, with {} for values), variables and choices."""

    key: str
    file: str
    texts: list[str] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)
    choices: list[set[str]] = field(default_factory=list)

    def visit_Pattern(self, node: ftl.Pattern) -> None:
        parts = [e.value if isinstance(e, ftl.TextElement) else VALUE for e in node.elements]
        self.texts.append("".join(parts))
        self.generic_visit(node)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:
        self.choices.append({v.key.name for v in node.variants if isinstance(v.key, ftl.Identifier)})
        self.generic_visit(node)


@cache
def entries(language: str) -> list[tuple[str, ftl.EntryType]]:
    """All entries of a language with the file each stands in."""
    return [
        (file.name, entry)
        for file in sorted((LOCALES / language).glob("*.ftl"))
        for entry in parse(file.read_text(encoding="utf-8")).body
    ]


@cache
def messages(language: str) -> dict[str, Message]:
    found = {}
    for file, entry in entries(language):
        if isinstance(entry, ftl.Message):
            message = Message(entry.id.name, file)
            message.visit(entry)
            found[message.key] = message
    return found


@cache
def modules() -> dict[str, ast.Module]:
    """The modules that may ask for words, by path."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for folder in SPEAKING
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


@dataclass(frozen=True)
class Ask:
    """A call of `text` or `plain` with a literal key."""

    where: str
    method: str
    key: str
    given: frozenset[str]
    open: bool
    """More values come by `**`."""


@cache
def asks() -> list[Ask]:
    return [ask for path, tree in modules().items() for ask in asks_in(path, tree)]


def asks_in(path: str, tree: ast.AST) -> Iterator[Ask]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if node.func.attr not in {"text", "plain"} or path.startswith("crm/"):
            continue
        given = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
        rest = any(keyword.arg is None for keyword in node.keywords)
        for key in filter(KEY.fullmatch, literals(node.args[0])):
            yield Ask(f"{path}:{node.lineno}", node.func.attr, key, given, rest)


def literals(node: ast.expr) -> Iterator[str]:
    """The strings that an argument may be: a literal, or one of two by `x if y else z`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


@cache
def strings() -> dict[str, set[str]]:
    """Every string literal of the code but docstrings, with the places where it stands."""
    found: dict[str, set[str]] = {}
    for path, tree in modules().items():
        for line, text in strings_in(tree):
            found.setdefault(text, set()).add(f"{path}:{line}")
    return found


def strings_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


@cache
def heads() -> set[str]:
    """The beginnings of keys that are put together: `f"outcome-{key}"` has `outcome-`."""
    return {
        node.values[0].value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1
        if isinstance(node.values[0], ast.Constant) and isinstance(node.values[0].value, str)
        if KEY_HEAD.fullmatch(node.values[0].value)
    }
