"""`python -m tools.figures [WORD ...]`: run the commands in `docs/reliability.md`, write down what they say.

With words only the commands that have one of them.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

from tools.environment import ROOT

PAGE = ROOT / "docs" / "reliability.md"
BLOCK = re.compile(
    r"^```console\n\$ (make (?:torture|bench) ARGS=\"([^\"]*)\")\n.*?^```$", re.MULTILINE | re.DOTALL
)
PROGRESS = re.compile(r"^ *\.\.\. .*\n", re.MULTILINE)


def main(words: list[str]) -> None:
    commands = [found.groups() for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]
    for command, names in commands:
        if not words or set(words) & set(names.split()):
            print(f"$ {command}", flush=True)
            put(PAGE, command, printed(command, names))


def printed(command: str, names: str) -> str:
    """What a command prints, with the day and the machine; without what it says on the way."""
    target = command.split()[1]
    began = dt.datetime.now(dt.UTC)
    done = subprocess.run(["make", target, f"ARGS={names}"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = PROGRESS.sub("", done.stdout).rstrip()
    return f"# {began:%Y-%m-%d}, {machine()}\n{said}\n"


def machine() -> str:
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {system}"


def put(page: Path, command: str, said: str) -> None:
    """Below its command, in the place of what stood there. The page is read anew: a run takes long."""

    def block(found: re.Match[str]) -> str:
        return f"```console\n$ {command}\n{said}```" if found[1] == command else found[0]

    page.write_text(BLOCK.sub(block, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
