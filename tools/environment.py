"""Building `.venv` from the lock files. Standard library only: it runs before anything is installed.

A marker remembers which lock was installed: the next start looks at two small files and goes on at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARKER = VENV / "installed"
# How the bot is started: without the docstrings of all libraries and the columns of tracebacks, 9 MB that
# it would carry for months. What is compiled so stands apart: the standard library's folder is not ours.
LEAN = ("-OO", "-X", "no_debug_ranges")
LEAN_ENVIRONMENT = {"PYTHONPYCACHEPREFIX": str(VENV / "lean"), "MALLOC_ARENA_MAX": "1"}
# Each lock holds everything of the one before, so a `.venv` made for `dev` serves `run` too.
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock", "bench": "requirements-bench.lock"}
EXPORTS = {
    "run": ["--extra", "postgres"],
    "dev": ["--extra", "postgres", "--group", "dev"],
    "bench": ["--extra", "postgres", "--group", "dev", "--extra", "bench"],
}


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


def lock(options: list[str]) -> None:
    """Resolve anew and write the lock files; `--upgrade` takes newer versions too. Needs the network."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([f"{place}/bin/pip", "install", "--quiet", "uv"], check=True)
        uv = f"{place}/bin/uv"
        subprocess.run([uv, "lock", "--python", sys.executable, *options], check=True, cwd=ROOT)
        for level, extras in EXPORTS.items():
            plain = ["--no-header", "--no-annotate", "--no-emit-project", "--no-default-groups"]
            command = [uv, "export", "--quiet", "--locked", "--python", sys.executable, *plain, *extras]
            subprocess.run([*command, "-o", LOCKS[level]], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


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


def stop(sentence: str) -> NoReturn:
    """End with one sentence instead of a traceback."""
    sys.exit(f"dozvon: {sentence}")
