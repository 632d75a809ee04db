"""Everyday commands, behind the Makefile. Standard library only: it runs before anything is installed.

Each command first makes sure that `.venv` holds the packages of a lock file, checked by their hashes. A
marker remembers which lock was installed: the next start looks at two small files and goes on at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARKER = VENV / "installed"
# Each lock holds everything of the one before, so a `.venv` made for `dev` serves `run` too.
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock", "bench": "requirements-bench.lock"}
EXPORTS = {
    "run": ["--extra", "postgres"],
    "dev": ["--extra", "postgres", "--group", "dev"],
    "bench": ["--extra", "postgres", "--group", "dev", "--extra", "bench"],
}
CHECKED = ["bot", "crm", "scheduler", "sandbox", "tools", "tests", "benchmarks"]
RULES = ["tests/test_layers.py", "tests/test_locales.py"]


def stop(sentence: str) -> None:
    """End with one sentence instead of a traceback."""
    sys.exit(f"dozvon: {sentence}")


# The environment


def prepare(level: str) -> None:
    """Make `.venv` hold at least the packages of this level's lock.

    Safe to repeat, and from two terminals at once.
    """
    if ready(level):
        return
    import fcntl

    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        installed = marker()
        if not ready(level):
            install(max(level, installed[0] if installed else level, key=list(LOCKS).index))
    finally:
        os.close(folder)


def ready(level: str) -> bool:
    installed = marker()
    if installed is None or not PYTHON.exists():
        return False
    order = list(LOCKS)
    return order.index(installed[0]) >= order.index(level) and installed[1] == digest(installed[0])


def marker() -> tuple[str, str] | None:
    """The level that was installed, and the digest of its lock at that time."""
    try:
        level, lock = MARKER.read_text().split()
    except (OSError, ValueError):
        return None
    return (level, lock) if level in LOCKS else None


def digest(level: str) -> str:
    import hashlib

    return hashlib.sha256((ROOT / LOCKS[level]).read_bytes()).hexdigest()


def install(level: str) -> None:
    lock = ROOT / LOCKS[level]
    count = sum("==" in line for line in lock.read_text().splitlines())
    print(f"Preparing .venv: {count} packages from {lock.name} ...", file=sys.stderr, flush=True)
    whole = PYTHON.exists() and MARKER.exists()
    MARKER.unlink(missing_ok=True)
    if not whole:
        make_venv()
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    if call([*pip, "--require-hashes", "--no-deps", "-r", str(lock)]):
        stop("the packages could not be installed (pip says why above); start again when that is mended.")
    MARKER.write_text(f"{level} {digest(level)}\n")


def make_venv() -> None:
    try:
        from ensurepip import version  # noqa: F401  (Debian keeps it in a package of its own)
    except ImportError:
        add_venv_package()
    if call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        stop("a virtual environment could not be made (the reason stands above).")


def add_venv_package() -> None:
    import shutil

    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not shutil.which("apt-get"):
        stop("this Python has no ensurepip: install your system's package with it and start again.")
    if os.geteuid() != 0:
        stop(f"Python's venv is missing, run: sudo apt-get install -y {package}")
    print(f"Installing {package} ...", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "update", "-qq"], env=quiet)
    if call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], env=quiet):
        stop(f"apt-get could not install {package} (the reason stands above).")


# Starting things


def call(command: list[str], env: dict[str, str] | None = None) -> int:
    """Run to the end; its exit code. Ctrl-C ends it quietly, with all that it started."""
    import signal
    import subprocess

    # A group of its own: the terminal's Ctrl-C comes to us alone, and no child prints a traceback for it.
    with subprocess.Popen(command, cwd=ROOT, env=env, process_group=0) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            os.killpg(child.pid, signal.SIGTERM)
            raise


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


# Commands


def setup(rest: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py setup")
    parser.add_argument("--dev", dest="level", action="store_const", const="dev", default="run")
    parser.add_argument("--bench", dest="level", action="store_const", const="bench")
    level = parser.parse_args(rest).level
    prepare(level)
    print(f".venv is ready ({LOCKS[level]}).")


def test(rest: list[str]) -> None:
    prepare("dev")
    if check_style():
        stop("make lint must be clean before the tests run.")
    become("-m", "pytest", *rest)


def quick(rest: list[str]) -> None:
    prepare("dev")
    become("-m", "pytest", "-m", "not slow and not postgres", *rest)


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


def torture(rest: list[str]) -> None:
    if not (ROOT / "benchmarks" / "torture.py").exists():
        stop("the torture run comes with the reliability work.")
    module("benchmarks.torture", "bench")(rest)


def lock(rest: list[str]) -> None:
    """Resolve anew and write the lock files; `--upgrade` takes newer versions too. Needs the network."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([f"{place}/bin/pip", "install", "--quiet", "uv"], check=True)
        uv = f"{place}/bin/uv"
        subprocess.run([uv, "lock", "--python", sys.executable, *rest], check=True, cwd=ROOT)
        for level, extras in EXPORTS.items():
            plain = ["--no-header", "--no-annotate", "--no-emit-project", "--no-default-groups"]
            command = [uv, "export", "--quiet", "--locked", "--python", sys.executable, *plain, *extras]
            subprocess.run([*command, "-o", LOCKS[level]], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


COMMANDS: dict[str, Callable[[list[str]], None]] = {
    "setup": setup,
    "run": module("bot", "run", "run"),
    "seed": module("bot", "run", "seed"),
    "test": test,
    "quick": quick,
    "lint": lint,
    "preview": module("tools.preview", "dev"),
    "pictures": module("tools.pictures", "dev"),
    "bench": module("benchmarks", "bench"),
    "torture": torture,
    "lock": lock,
}


def main(arguments: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  (started by whatever python3 there is)
        stop("Python 3.11 or newer is needed; with another one installed: make PYTHON=python3.12 run")
    parser = argparse.ArgumentParser(prog="dev.py", description="Everyday commands of Dozvon.")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(arguments)
    try:
        COMMANDS[chosen.command](chosen.rest)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
