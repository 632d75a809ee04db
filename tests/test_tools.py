"""`tools/`: what it installs, when it need not, and what it says when it cannot."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import dev, environment

ROOT = Path(__file__).parent.parent
LEVELS = list(environment.LOCKS)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with three locks and no environment; what pip was given is in `installed` instead."""
    for level, name in environment.LOCKS.items():
        (tmp_path / name).write_text(f"{level}==1\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(environment, "MARKER", tmp_path / ".venv" / "installed")
    return tmp_path


@pytest.fixture
def calls(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that were started; making an environment leaves a Python in it."""
    started: list[list[str]] = []

    def call(command: list[str], env: dict[str, str] | None = None) -> int:
        started.append(command)
        if command[1:3] == ["-m", "venv"]:
            environment.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            environment.PYTHON.touch()
        return 0

    monkeypatch.setattr(environment, "call", call)
    return started


def locks_in(calls: list[list[str]]) -> list[str]:
    return [Path(command[-1]).name for command in calls if "pip" in command]


def test_the_first_start_makes_and_fills_the_environment(calls: list[list[str]]) -> None:
    environment.prepare("run")

    assert calls[0][1:] == ["-m", "venv", "--clear", str(environment.VENV)]
    assert locks_in(calls) == ["requirements.lock"]
    assert {"--require-hashes", "--no-deps"} <= set(calls[1])


@pytest.mark.parametrize("level", LEVELS)
def test_the_second_start_installs_nothing(calls: list[list[str]], level: str) -> None:
    environment.prepare(level)
    calls.clear()

    environment.prepare(level)

    assert calls == []


def test_a_larger_environment_serves_the_smaller_need(calls: list[list[str]]) -> None:
    environment.prepare("dev")
    calls.clear()

    environment.prepare("run")

    assert calls == []


def test_a_smaller_one_is_filled_up(calls: list[list[str]]) -> None:
    environment.prepare("run")
    calls.clear()

    environment.prepare("dev")

    assert locks_in(calls) == ["requirements-dev.lock"]
    assert len(calls) == 1


def test_a_changed_lock_is_installed_at_the_level_that_was_there(place: Path, calls: list[list[str]]) -> None:
    environment.prepare("dev")
    calls.clear()
    (place / "requirements-dev.lock").write_text("dev==2\n")

    environment.prepare("run")
    environment.prepare("run")

    assert locks_in(calls) == ["requirements-dev.lock"]


def test_an_environment_whose_python_is_gone_is_made_anew(calls: list[list[str]]) -> None:
    environment.prepare("run")
    calls.clear()
    environment.PYTHON.unlink()
    environment.PYTHON.parent.rmdir()

    environment.prepare("run")

    assert "venv" in calls[0]
    assert locks_in(calls) == ["requirements.lock"]


def test_a_half_made_environment_is_made_anew(calls: list[list[str]]) -> None:
    environment.prepare("run")
    calls.clear()
    environment.MARKER.unlink()

    environment.prepare("run")

    assert "venv" in calls[0]


def test_a_failed_installation_is_not_remembered(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare("run")
    environment.MARKER.write_text("run outdated\n")
    monkeypatch.setattr(environment, "call", lambda command, env=None: 1)

    with pytest.raises(SystemExit, match=r"^dozvon: the packages could not be installed"):
        environment.prepare("run")

    assert not environment.MARKER.exists()


def test_ctrl_c_ends_what_was_started_without_a_traceback() -> None:
    child = [sys.executable, "-c", "import time; print('started', flush=True); time.sleep(60)"]
    tool = (
        "from tools import dev, environment\n"
        f"dev.COMMANDS['setup'] = lambda rest: environment.call({child!r})\n"
        "dev.main(['setup'])\n"
    )
    ours = subprocess.Popen(
        [sys.executable, "-c", tool], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert ours.stdout is not None
    ours.stdout.readline()

    ours.send_signal(signal.SIGINT)
    _, complaints = ours.communicate(timeout=30)

    assert (ours.returncode, complaints) == (130, "")


@pytest.fixture
def bare_debian(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


@pytest.mark.usefixtures("bare_debian")
def test_bare_debian_as_root_gets_the_package(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    environment.prepare("run")

    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert [command[:2] for command in calls[:2]] == [["apt-get", "update"], ["apt-get", "install"]]
    assert calls[1][-1] == package
    assert "venv" in calls[2]


@pytest.mark.usefixtures("bare_debian")
def test_bare_debian_as_a_user_says_the_one_command(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit, match=r"sudo apt-get install -y python3\.\d+-venv$"):
        environment.prepare("run")

    assert calls == []


def test_every_target_of_the_makefile_is_a_command() -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    make = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True, env=plain)
    shown = make.stdout.splitlines()
    targets = [line.split()[1] for line in shown]

    assert targets == ["help", *targets[1:]]
    assert set(targets[1:]) == set(dev.COMMANDS)
    assert all(len(line.split()) > 2 for line in shown)


def test_a_ready_environment_costs_no_time() -> None:
    command = [sys.executable, "-m", "tools.dev", "setup"]
    spent = []
    for _ in range(3):
        before = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        spent.append(time.perf_counter() - before)

    assert min(spent) < 0.3


def test_an_unknown_command_is_refused_with_the_known_ones() -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "tools.dev", "fly"], cwd=ROOT, capture_output=True, text=True
    )

    assert refused.returncode == 2
    assert "pictures" in refused.stderr
