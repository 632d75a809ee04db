"""Everyday commands, behind the Makefile: `python3 -m tools.dev <command>`. Standard library only.

Each command first makes sure that `.venv` holds the packages it needs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from tools.environment import LEAN, LEAN_ENVIRONMENT, LOCKS, PYTHON, ROOT, call, lock, prepare, stop

CHECKED = ["bot", "crm", "scheduler", "sandbox", "tools", "tests", "benchmarks"]
EVERY_CORE = ["-n", "auto", "--dist", "worksteal"]
RULES = ["tests/test_layers.py", "tests/test_locales.py", "tests/test_wording.py"]


def setup(rest: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="tools.dev setup")
    parser.add_argument("--dev", dest="level", action="store_const", const="dev", default="run")
    parser.add_argument("--bench", dest="level", action="store_const", const="bench")
    level = parser.parse_args(rest).level
    prepare(level)
    print(f".venv is ready ({LOCKS[level]}).")


def test(rest: list[str]) -> None:
    prepare("dev")
    if check_style():
        stop("make lint must be clean before the tests run.")
    become("-m", "pytest", *EVERY_CORE, *rest)


def quick(rest: list[str]) -> None:
    prepare("dev")
    become("-m", "pytest", *EVERY_CORE, "-m", "not slow and not postgres", *rest)


def lint(rest: list[str]) -> None:
    """Everything that can be said without running the program, rules of the house included."""
    prepare("dev")
    failed = check_style()
    rules = call([str(PYTHON), "-m", "pytest", "-q", "--no-header", *RULES, *rest])
    sys.exit(failed or rules)


def check_style() -> int:
    """Run all three, so that one start shows everything there is to mend."""
    folders = [name for name in CHECKED if any((ROOT / name).rglob("*.py"))]
    checks = [["ruff", "check", *folders], ["ruff", "format", "--check", *folders], ["mypy", *folders]]
    return max([call([str(PYTHON), "-m", *check]) for check in checks])


def run(rest: list[str]) -> None:
    prepare("run")
    os.environ.update(LEAN_ENVIRONMENT)
    become(*LEAN, "-m", "bot", "run", *rest)


def become(*arguments: str) -> None:
    """Turn this process into the environment's Python, so that signals and the exit code need no relay."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), *arguments])


def module(name: str, level: str, *first: str) -> Callable[[list[str]], None]:
    """A command that runs one of our modules."""

    def command(rest: list[str]) -> None:
        prepare(level)
        become("-m", name, *first, *rest)

    return command


COMMANDS: dict[str, Callable[[list[str]], None]] = {
    "setup": setup,
    "run": run,
    "seed": module("bot", "run", "seed"),
    "test": test,
    "quick": quick,
    "lint": lint,
    "preview": module("tools.preview", "dev"),
    "pictures": module("tools.pictures", "dev"),
    "bench": module("benchmarks", "bench"),
    "torture": module("benchmarks.torture", "bench"),
    "lock": lock,
}


def main(arguments: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  (started by whatever python3 there is)
        stop("Python 3.11 or newer is needed; with another one installed: make PYTHON=python3.12 run")
    parser = argparse.ArgumentParser(prog="tools.dev", description="Everyday commands of Dozvon.")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(arguments)
    try:
        COMMANDS[chosen.command](chosen.rest)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
