"""Figure 24: a fresh clone to an open page by `make run`, and the second start.

Not part of the default run: the first start fetches every package. `cold` gives pip an empty
cache; otherwise it uses the machine's own, and the figure says so.
"""

import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.process import ROOT
from benchmarks.verdict import verdict

FIRST_GOAL, SECOND_GOAL = 60, 4
OURS = ("BOT_TOKEN", "BOT_API_URL", "DATABASE_URL", "WEBHOOK_URL", "VIRTUAL_ENV")


def opened(clone: Path, env: dict[str, str]) -> float:
    """Seconds from `make run` until the page answers; then it is stopped."""
    began = time.monotonic()
    with subprocess.Popen(
        ["make", "run"], cwd=clone, env=env, stdout=subprocess.PIPE, text=True, process_group=0
    ) as made:
        try:
            page = _page_of(made)
            with urllib.request.urlopen(page, timeout=10) as answer:  # noqa: S310 - an address we were told
                assert answer.status == 200
            return time.monotonic() - began
        finally:
            os.killpg(made.pid, signal.SIGTERM)


def _page_of(made: "subprocess.Popen[str]") -> str:
    assert made.stdout is not None
    said = []
    for line in made.stdout:
        said.append(line)
        if found := re.search(r"http://\S+", line):
            return found[0]
    raise RuntimeError("make run ended without a page: " + "".join(said))


def run(*, cold: bool = True) -> None:
    print(f"24  fresh clone to an open page, pip's cache {'empty' if cold else 'as it is on this machine'}")
    with tempfile.TemporaryDirectory() as place:
        clone = Path(place) / "clone"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True)
        env = {name: value for name, value in os.environ.items() if name not in OURS}
        if cold:
            env["PIP_CACHE_DIR"] = f"{place}/pip"
        first, second = opened(clone, env), opened(clone, env)
    print(f"    first start         {first:.1f} s   {verdict(first, FIRST_GOAL)}")
    print(f"    second start        {second:.1f} s   {verdict(second, SECOND_GOAL)}")
