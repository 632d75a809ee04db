"""`deploy/`: units, image and compose file pass their linters, and fit the bot that they start.

Neither a service manager nor a container engine is needed: the tools that know these files read them.
"""

import json
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
DOCKERFILE = DEPLOY / "Dockerfile"
UNITS = {"dozvon.service": "dozvon.service", "dozvon@.service": "dozvon@1.service"}
EXPOSED = "25"  # tenths of ten: the least that systemd calls OK is 20


def tool(name: str) -> str:
    """Beside this Python or on the machine."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is missing here: what it would find is not looked for")
    return found


def said(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(params=UNITS)
def unit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The unit as it is installed, but for the Python of this machine."""
    text = (DEPLOY / request.param).read_text()
    assert "/opt/dozvon/.venv/bin/python" in text
    (tmp_path / request.param).write_text(text.replace("/opt/dozvon/.venv/bin/python", sys.executable))
    return tmp_path / UNITS[request.param]


def test_systemd_finds_nothing_in_a_unit(unit: Path) -> None:
    code, findings = said(tool("systemd-analyze"), "verify", "--man=no", str(unit))

    # What it does not know it ignores, with a line and no exit code.
    assert (code, [line for line in findings.splitlines() if "dozvon" in line]) == (0, [])


def test_a_unit_exposes_little(unit: Path) -> None:
    options = ("security", "--offline=true", "--no-pager", f"--threshold={EXPOSED}")

    code, findings = said(tool("systemd-analyze"), *options, str(unit))

    assert code == 0, findings


def test_the_two_units_differ_in_what_a_process_has_of_its_own() -> None:
    one, several = (set((DEPLOY / name).read_text().split("[Unit]")[1].splitlines()) for name in UNITS)

    assert one - several == {"Description=Dozvon, a CRM in Telegram"}
    assert {line.partition("=")[0] for line in several - one if not line.startswith("#")} == {
        "Description",
        "Environment",
    }


def test_nothing_is_to_be_said_against_the_dockerfile() -> None:
    assert said(tool("hadolint"), str(DOCKERFILE)) == (0, "")


def test_the_compose_file_is_one() -> None:
    schema = ("--builtin-schema", "vendor.compose-spec")

    code, findings = said(tool("check-jsonschema"), *schema, str(DEPLOY / "compose.yaml"))

    assert code == 0, findings


def test_an_image_holds_the_program_and_nothing_else() -> None:
    included = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]
    lines = (ROOT / ".dockerignore").read_text().splitlines()

    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} == {
        *(pattern.rstrip("*") for pattern in included["include"]),
        "requirements.lock",
    }


def test_no_empty_line_of_the_example_takes_away_what_the_image_sets() -> None:
    sets = re.findall(r"(\w+)=", "".join(re.findall(r"^ENV (.*)$", DOCKERFILE.read_text(), re.MULTILINE)))
    example = (ROOT / ".env.example").read_text()

    assert "HEALTH_PORT" in sets
    assert [name for name in sets if re.search(rf"^{name}=", example, re.MULTILINE)] == []


class Well(BaseHTTPRequestHandler):
    """A stand-in for the bot's health."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None: ...


class Red(Well):
    status = 503


@pytest.mark.parametrize(("health", "code"), [(Well, 0), (Red, 1)])
def test_the_image_is_as_healthy_as_the_bot_says(health: type[Well], code: int) -> None:
    written = re.search(r"^HEALTHCHECK .* CMD (\[.*\])$", DOCKERFILE.read_text(), re.MULTILINE)
    assert written is not None
    _, *arguments = json.loads(written[1])
    with HTTPServer(("127.0.0.1", 0), health) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = {"HEALTH_PORT": str(server.server_port)}

        done = subprocess.run([sys.executable, *arguments], env=port, timeout=30)
        server.shutdown()

    assert done.returncode == code
