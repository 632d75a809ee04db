"""The lock files: everything pinned and hashed, for every machine, from nowhere in particular."""

import re
import tomllib
from pathlib import Path

import pytest

from tools.environment import EXPORTS, LOCKS

ROOT = Path(__file__).parent.parent
NAMES = sorted(LOCKS.values())


def pins(name: str) -> dict[str, str]:
    """The packages of a lock and their versions."""
    text = (ROOT / name).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))


def wanted(*tables: list[str]) -> set[str]:
    names = (re.split(r"[\[<>=~; ]", requirement, maxsplit=1)[0] for table in tables for requirement in table)
    return {name.lower().replace(".", "-") for name in names}


@pytest.mark.parametrize("name", NAMES)
def test_names_no_host(name: str) -> None:
    assert "://" not in (ROOT / name).read_text()


@pytest.mark.parametrize("name", NAMES)
def test_every_package_has_hashes(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())

    assert [
        b for b in blocks if not re.match(r"[a-z0-9._-]+==\S+ .*\\\n    --hash=sha256:[0-9a-f]{64}", b)
    ] == []


@pytest.mark.parametrize(("smaller", "larger"), [("run", "dev"), ("dev", "bench")])
def test_each_lock_holds_all_of_the_one_before(smaller: str, larger: str) -> None:
    assert pins(LOCKS[smaller]).items() <= pins(LOCKS[larger]).items()


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    run = wanted(project["project"]["dependencies"], extras["postgres"])
    dev = run | wanted(project["dependency-groups"]["dev"])
    bench = dev | wanted(extras["bench"])

    missing = {
        level: sorted(names - pins(LOCKS[level]).keys())
        for level, names in {"run": run, "dev": dev, "bench": bench}.items()
    }

    assert missing == {"run": [], "dev": [], "bench": []}


def test_a_user_gets_no_tools_of_developers() -> None:
    assert not {"pytest", "mypy", "ruff", "playwright", "aiogram"} & pins(LOCKS["run"]).keys()


def test_every_lock_can_be_made_anew() -> None:
    assert LOCKS.keys() == EXPORTS.keys()
