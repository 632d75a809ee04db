"""`python -m sandbox`: the sandbox alone."""

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from sandbox import Person
from sandbox.__main__ import read_people

ROOT = Path(__file__).resolve().parents[2]


def test_people_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    file.write_text('[{"id": 5, "first_name": "Анна", "note": "client"}]', "utf-8")

    assert read_people(file) == [Person(5, "Анна", note="client")]


def test_it_runs_until_it_is_told_to_stop() -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = dict(line.split(":", 1) for line in (process.stdout.readline() for _ in range(3)))
        page, token = said["page"].strip(), said["token"].strip()
        with urllib.request.urlopen(f"{page}/bot{token}/getMe") as answer:  # noqa: S310
            me = json.load(answer)
        process.send_signal(signal.SIGTERM)

        assert me["ok"] is True
        assert process.wait(5) == 0
