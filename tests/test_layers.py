"""The arrows between the folders, and which module alone may do a thing."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "crm": {"crm"},
    "bot": {"bot", "crm"},
    "scheduler": {"scheduler", "crm"},
    "sandbox": {"sandbox"},
}
OURS = {*MAY_IMPORT, "tools", "tests", "benchmarks"}
JOINERS = {"bot/__main__.py", "bot/wiring.py", "bot/demo.py"}
# A library, and the only places that may know of it.
KEPT_IN = {
    "telegram": ("bot/",),
    "apscheduler": ("scheduler/",),
    "pytz": ("crm/localtime.py",),
    "alembic": ("crm/",),
    "fluent": ("bot/phrases.py",),
    "pydantic_settings": ("bot/settings.py",),
}
CLOCK_READS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
CLOCK_READERS = {"bot/clock.py"}


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(tree: ast.AST, inside: str) -> Iterator[str]:
    """The dotted names that a module imports; `inside` is the package it lies in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = inside.split(".")[: len(inside.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imported(path: Path) -> set[str]:
    inside = ".".join(path.relative_to(ROOT).parent.parts)
    return set(imports(ast.parse(path.read_text(encoding="utf-8"), path), inside))


def clock_reads(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            read = ".".join(ast.unparse(node.func).split(".")[-2:])
            if read in CLOCK_READS:
                yield node.lineno, read


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_arrows(layer: str) -> None:
    forbidden = OURS - MAY_IMPORT[layer]

    wrong = [
        f"{name_of(path)} imports {name}"
        for path in sources(layer)
        if name_of(path) not in JOINERS
        for name in sorted(imported(path))
        if name.split(".")[0] in forbidden
    ]

    assert not wrong, "\n".join(wrong)


def test_joiners_are_imported_by_joiners_alone() -> None:
    modules = {name.removesuffix(".py").replace("/", ".") for name in JOINERS}

    wrong = [
        f"{name_of(path)} imports {name}"
        for path in sources(*MAY_IMPORT)
        if name_of(path) not in JOINERS
        for name in sorted(imported(path) & modules)
    ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("library", KEPT_IN)
def test_a_library_is_known_in_its_place_alone(library: str) -> None:
    wrong = [
        name_of(path)
        for path in sources(*MAY_IMPORT)
        if any(name.split(".")[0] == library for name in imported(path))
        and not name_of(path).startswith(KEPT_IN[library])
    ]

    assert not wrong, "\n".join(wrong)


def test_now_is_an_argument() -> None:
    wrong = [
        f"{name_of(path)}:{line} reads {read}"
        for path in sources("crm", "bot", "scheduler")
        if name_of(path) not in CLOCK_READERS
        for line, read in clock_reads(ast.parse(path.read_text(encoding="utf-8"), path))
    ]

    assert not wrong, "\n".join(wrong)


def test_the_tools_that_run_first_need_nothing_installed() -> None:
    needed = imported(ROOT / "tools" / "dev.py") | imported(ROOT / "tools" / "environment.py")

    assert {name.split(".")[0] for name in needed} <= {*sys.stdlib_module_names, "tools"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import bot.screens.deal", {"bot.screens.deal"}),
        ("def f():\n    from scheduler import ticker", {"scheduler", "scheduler.ticker"}),
        ("from ..models import base", {"crm.models", "crm.models.base"}),
        ("from . import rules", {"crm.feed", "crm.feed.rules"}),
    ],
)
def test_every_form_of_import_is_seen(source: str, found: set[str]) -> None:
    assert set(imports(ast.parse(source), "crm.feed")) == found


@pytest.mark.parametrize("call", ["dt.datetime.now(dt.UTC)", "date.today()", "time.time()"])
def test_every_look_at_a_clock_is_seen(call: str) -> None:
    assert len(list(clock_reads(ast.parse(call)))) == 1
