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
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"), path)
        for folder in SPEAKING
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


@dataclass(frozen=True)
class Ask:
    """A call of `text` or `plain` whose key can be read off the code."""

    where: str
    method: str
    key: str
    given: frozenset[str] | None
    """Names of the values; None where they cannot be told."""


@cache
def asks() -> list[Ask]:
    return sorted({a for path, tree in modules().items() for a in asks_in(path, tree)}, key=lambda a: a.where)


def asks_in(path: str, tree: ast.AST) -> Iterator[Ask]:
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) or path.startswith("crm/"):
            continue
        named = named_literals(function)
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
                continue
            if call.func.attr in {"text", "plain"}:
                yield from asks_of(f"{path}:{call.lineno}", call.func.attr, call, named)


def asks_of(where: str, method: str, call: ast.Call, named: dict[str, set[str]]) -> Iterator[Ask]:
    key = call.args[0]
    direct = not isinstance(key, ast.Name)
    given = frozenset(keyword.arg or "**" for keyword in call.keywords)
    keys = literals(key) if direct else named.get(ast.unparse(key), set())
    for found in filter(KEY.fullmatch, keys):
        yield Ask(where, method, found, given if direct and "**" not in given else None)


def named_literals(function: ast.AST) -> dict[str, set[str]]:
    """The strings that a function gives to its names: `key = "card-why" if due else "card-why-overdue"`."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, set()).update(literals(node.value))
    return found


def literals(node: ast.expr) -> set[str]:
    """The strings that an expression may be: a literal, or one of two by `x if y else z`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return literals(node.body) | literals(node.orelse)
    return set()


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
    """How keys that are put together begin: `f"step-{kind}"` and `Label.of("step", row)` with `step-`."""
    put_together = {
        node.values[0].value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1
        if isinstance(node.values[0], ast.Constant) and isinstance(node.values[0].value, str)
        if KEY_HEAD.fullmatch(node.values[0].value)
    }
    labels = {
        f"{head}-"
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Label", "Label.of"} and node.args
        for head in literals(node.args[0])
    }
    return put_together | labels


def has_words(text: str) -> bool:
    """Whether there is a letter outside tags."""
    return re.search(r"[^\W\d_]", re.sub(r"<[^>]*>", "", text)) is not None
