import asyncio
import datetime as dt
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.clock import Clock
from bot.demo import Demo, people_of
from bot.settings import Settings
from crm.guards import hold
from crm.retention import name_of
from sandbox import Sandbox


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line in an empty folder, with no setting from outside."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr("bot.logs.set_up", lambda form, level, secrets: None)
    return CliRunner()


def test_a_wrong_setting_stops_with_one_sentence(cli: CliRunner) -> None:
    result = cli.invoke(main, ["run"], env={"COMPANY_TIMEZONE": "Mars/Olympus"})

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("COMPANY_TIMEZONE ")


def test_live_settings_without_a_token_do_not_open_the_demonstration(cli: CliRunner) -> None:
    result = cli.invoke(main, [], env={"DATABASE_URL": "sqlite:///x.db"})

    assert result.exit_code == 2
    assert "BOT_TOKEN" in result.stderr
    assert not Path("x.db").exists()


def test_migrating_twice_is_fine(cli: CliRunner) -> None:
    for _ in range(2):
        result = cli.invoke(main, ["migrate"], env={"DATABASE_URL": "sqlite:///here/x.db"})

        assert (result.exit_code, result.stdout) == (0, "The database is up to date.\n")


def test_the_doctor_changes_nothing(cli: CliRunner) -> None:
    result = cli.invoke(main, ["doctor"], env={"DATABASE_URL": "sqlite:///here/x.db"})

    assert result.exit_code == 0
    assert [line.split()[:2] for line in result.stdout.splitlines()] == [
        ["ok", "settings"],
        ["ok", "database"],
        ["ok", "backups"],
        ["ok", "telegram"],
        ["ok", "feeds"],
        ["ok", "clock"],
    ]
    assert not Path("here").exists()


def test_the_doctor_says_what_is_wrong(cli: CliRunner) -> None:
    token = "1234567:letters-of-a-made-up-token"
    live = {"BOT_TOKEN": token, "BOT_API_URL": "http://127.0.0.1:9", "DATABASE_URL": "sqlite:///x.db"}
    result = cli.invoke(main, ["doctor"], env=live)

    assert result.exit_code == 1
    assert re.search(r"^--  telegram  does not answer: ", result.stdout, re.MULTILINE)
    assert re.search(
        r"^--  clock .* not compared, since Telegram does not answer$", result.stdout, re.MULTILINE
    )
    assert token not in result.output


def test_the_doctor_knows_tables_of_a_newer_version(cli: CliRunner) -> None:
    cli.invoke(main, ["migrate"], env=HERE)
    with closing(sqlite3.connect("here/x.db")) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
    result = cli.invoke(main, ["doctor"], env=HERE)

    assert result.exit_code == 1
    assert "--  database  sqlite, at revision 9999 of a newer version: install that one\n" in result.stdout


def test_the_doctor_sees_a_file_that_cannot_be_written(
    cli: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.invoke(main, ["migrate"], env=HERE)
    monkeypatch.setattr("crm.guards.os.access", lambda path, mode: Path(path).name != "x.db")
    result = cli.invoke(main, ["doctor"], env=HERE)

    assert result.exit_code == 1
    assert "--  database  The database here/x.db cannot be written" in result.stdout


@pytest.mark.parametrize("quick", [True, False], ids=["read whole", "too large for that"])
def test_a_damaged_file_is_refused_in_one_sentence(
    cli: CliRunner, monkeypatch: pytest.MonkeyPatch, quick: bool
) -> None:
    cli.invoke(main, ["migrate"], env=HERE)
    spoilt = bytearray(Path("here/x.db").read_bytes())
    spoilt[150:4096:7] = bytes(len(spoilt[150:4096:7]))
    Path("here/x.db").write_bytes(spoilt)
    if not quick:
        monkeypatch.setattr("crm.guards.QUICK", 0)
    result = cli.invoke(main, ["migrate"], env=HERE)

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "is damaged" in result.stderr


async def test_the_doctor_names_no_token_that_is_refused(cli: CliRunner) -> None:
    token = "1234567:letters-of-a-made-up-token"
    sandbox = Sandbox([])
    await sandbox.start()
    live = {"BOT_TOKEN": token, "BOT_API_URL": sandbox.base_url, "DATABASE_URL": "sqlite:///x.db"}
    result = await asyncio.to_thread(cli.invoke, main, ["doctor"], env=live)
    await sandbox.stop()

    assert result.exit_code == 1
    assert "made-up" not in result.output
    assert re.search(r"^--  telegram  .*rejected", result.stdout, re.MULTILINE)


HERE = {"DATABASE_URL": "sqlite:///here/x.db"}


def test_a_backup_is_made_verified_and_put_back_when_agreed(cli: CliRunner) -> None:
    cli.invoke(main, ["migrate"], env=HERE)
    made = cli.invoke(main, ["backup", "copy.db"], env=HERE)
    checked = cli.invoke(main, ["verify", "copy.db"], env=HERE)
    kept = Path("here/x.db").read_bytes()
    Path("here/x.db").write_bytes(b"in the way")
    refused = cli.invoke(main, ["restore", "copy.db"], env=HERE, input="n\n")
    untouched = Path("here/x.db").read_bytes()
    agreed = cli.invoke(main, ["restore", "copy.db"], env=HERE, input="y\n")
    again = cli.invoke(main, ["restore", "copy.db", "--yes"], env=HERE)
    moved = cli.invoke(main, ["restore", "copy.db"], env={"DATABASE_URL": "sqlite:///there/y.db"})

    assert [result.exit_code for result in (made, checked, refused, agreed, again, moved)] == [
        0,
        0,
        1,
        0,
        0,
        0,
    ]
    assert re.match(r"copy\.db is sound: sqlite, revision \w+, \d+ rows, [\d.]+ MB\.\n", checked.stdout)
    assert untouched == b"in the way"
    assert len(kept) == Path("there/y.db").stat().st_size
    assert cli.invoke(main, ["migrate"], env=HERE).exit_code == 0


@pytest.mark.parametrize("command", [["migrate"], ["seed"], ["restore", "copy.db", "--yes"]])
def test_while_a_bot_works_on_the_file_nobody_else_does(cli: CliRunner, command: list[str]) -> None:
    cli.invoke(main, ["migrate"], env=HERE)
    cli.invoke(main, ["backup", "copy.db"], env=HERE)
    with hold(Path("here/x.db")):
        result = cli.invoke(main, command, env=HERE)
        backup = cli.invoke(main, ["backup", "copy.db"], env=HERE)
        doctor = cli.invoke(main, ["doctor"], env=HERE)
    after = cli.invoke(main, command, env=HERE)

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "is in use by process" in result.stderr
    assert [backup.exit_code, doctor.exit_code, after.exit_code] == [0, 0, 0]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["migrate"], "is not a database"),
        (["backup", "copy.db"], "cannot be copied"),
        (["verify", "here/x.db"], "is not a backup"),
        (["restore", "missing.db"], "cannot be read"),
    ],
)
def test_a_file_that_is_no_database_is_refused_in_one_sentence(
    cli: CliRunner, command: list[str], says: str
) -> None:
    Path("here").mkdir()
    Path("here/x.db").write_text("our clients: Anna, Boris")
    result = cli.invoke(main, command, env=HERE)

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert says in result.stderr
    assert Path("here/x.db").read_text() == "our clients: Anna, Boris"


@pytest.mark.parametrize("command", [["run"], ["migrate"], ["backup", "copy"]])
def test_a_database_that_does_not_answer_is_named_without_its_password(
    cli: CliRunner, command: list[str]
) -> None:
    server = "postgresql://u:sesame@127.0.0.1:9/x"
    result = cli.invoke(main, command, env={"DATABASE_URL": server, "BOT_TOKEN": "12345:made-up-letters"})

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "sesame" not in result.output


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_demonstrations_people_have_names_of_the_language(language: str) -> None:
    people = people_of(language)

    assert [person.language_code for person in people] == [language] * 4
    assert all(person.first_name and person.last_name and person.note for person in people)


async def test_the_demonstration_opens_on_the_next_free_port(
    cli: CliRunner, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (
        Demo(Settings(_env_file=None), port=None, seeded=False, database=f"sqlite:///{name}.db")
        for name in ("one", "two")
    )
    try:
        await asyncio.gather(first.start())
        await second.start()
        pages = re.findall(r"http://127\.0\.0\.1:\d+", capsys.readouterr().out)
    finally:
        await first.stop()
        await second.stop()

    assert len(set(pages)) == 2


def test_a_move_needs_a_server_and_a_file(cli: CliRunner) -> None:
    """In one sentence, and no password in it."""
    cli.invoke(main, ["migrate"], env=HERE)
    target = "postgresql://u:sesame@127.0.0.1:9/x"
    for command in (
        ["move", "--to", target],
        ["move", "--to", "sqlite:///y.db"],
        ["move", "--from", "z", "--to", target],
    ):
        result = cli.invoke(main, command, env=HERE)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.stderr
        assert "sesame" not in result.output


def test_the_doctor_says_how_old_the_newest_backup_is(cli: CliRunner) -> None:
    for age, code in ((30, 0), (60, 1)):
        at = Clock().now() - dt.timedelta(hours=age, minutes=1)
        Path(f"b{age}").mkdir()
        (Path(f"b{age}") / name_of(at, "sqlite")).touch()
        result = cli.invoke(main, ["doctor"], env=HERE | {"BACKUP_DIR": f"b{age}"})
        assert (result.exit_code, f"{age} hours old" in result.stdout) == (code, True)
