"""What README and docs name exists: commands, settings, files, metrics, lines of the log, messages."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot import delivery, flood, health, polling, webdoor
from bot.__main__ import main
from bot.settings import Settings
from crm import guards, inbox, pulse, retention
from crm.alerts import CAUSES
from scheduler import care
from tools import dev, figures

ROOT = Path(__file__).parent.parent
README, OPERATIONS = ROOT / "README.md", ROOT / "docs" / "operations.md"
RELIABILITY = ROOT / "docs" / "reliability.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
OTHERS = {"POSTGRES_PASSWORD", "MOVE_TO"}  # of the compose file, and of `python -m bot move`
FOLDERS = "bot|crm|scheduler|sandbox|locales|tools|tests|benchmarks|docs|deploy"
FIGURES = {"torture": "benchmarks/torture.py", "bench": "benchmarks/__main__.py"}


def code(page: Path) -> Iterator[str]:
    """Everything that is set as code: the lines of blocks, and what stands between backquotes."""
    text = page.read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("    ") and not line.lstrip().startswith("- "):
            yield line.split(" # ")[0].strip()
        elif line.startswith("$ "):
            yield line[2:]
        else:
            yield from re.findall(r"`([^`]+)`", line)


def named(pattern: str, page: Path) -> list[str]:
    """What the first group of the pattern found in the page's code."""
    return [found[1] for line in code(page) for found in re.finditer(pattern, line)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_the_bot_exists(page: Path) -> None:
    for said in named(r"python -m bot ([^#]+)", page):
        words = said.split()
        command = main.commands[words[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_every_command_of_the_bot_is_told() -> None:
    told = README.read_text(encoding="utf-8").partition("Commands: ")[2].partition("\n\n")[0]

    assert set(main.commands) <= set(re.findall(r"`([a-z]+)", told))
    assert isinstance(main, click.Group)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_and_figure_exists(page: Path) -> None:
    for said in named(r"^(make .*)", page):
        target, *given = [word for word in shlex.split(said)[1:] if not word.startswith("PYTHON=")]
        assert target in dev.COMMANDS
        if target in FIGURES and given:
            source = (ROOT / FIGURES[target]).read_text(encoding="utf-8")
            for word in given[0].removeprefix("ARGS=").split():
                assert word.isdecimal() or word == "postgres" or f'"{word}"' in source, (page.name, word)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_exists(page: Path) -> None:
    settings = {name.upper() for name in Settings.model_fields}

    assert set(named(r"(?<![\w.$/<-])([A-Z]+(?:_[A-Z]+)+)\b", page)) <= settings | OTHERS


def test_every_setting_is_in_the_table() -> None:
    told = {name for cell in table(README, "setting") for name in re.findall(r"[A-Z_]+", cell)}

    assert told == {name.upper() for name in Settings.model_fields} - {"CLOCK_URL"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    inside = named(rf"(?<![\w./-])((?:{FOLDERS})/[\w./@-]*)", page)

    assert [link for link in links if not (page.parent / link).exists()] == []
    assert [path for path in inside if not (ROOT / path).exists() and path != "deploy/.env"] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_section_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    sections = {
        re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }

    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= sections


def table(page: Path, first: str) -> list[str]:
    """The first cells of the rows of the table whose head begins with that word."""
    rows = page.read_text(encoding="utf-8").partition(f"| {first} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| (.+?) \|", rows.split("\n", 2)[2], re.MULTILINE)


def test_what_the_owner_is_told_is_told_here_too() -> None:
    english = (ROOT / "locales" / "en" / "alerts.ftl").read_text(encoding="utf-8")
    told = table(OPERATIONS, "message")

    for cause in (*CAUSES, "other"):
        said = re.search(rf"^alert-{cause.replace('_', '-')} =\n    ⚠️ (.*)$", english, re.MULTILINE)
        assert said is not None
        assert said[1] in told


def test_the_other_messages_are_in_these_words() -> None:
    text = OPERATIONS.read_text(encoding="utf-8").partition("### The log")[0].rpartition("| message |")[2]
    english = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "locales" / "en").glob("*.ftl"))
    messages = re.findall(r"^\| ([A-Za-z].+?) \|", text, re.MULTILINE)

    assert len(messages) == 4
    assert [message for message in messages if message not in english] == []


def test_the_lines_of_the_log_are_in_these_words() -> None:
    sources = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("bot", "scheduler")
        for file in (ROOT / folder).glob("*.py")
    )
    lines = [line for cell in table(OPERATIONS, "line") for line in re.findall(r"`([^`]+)`", cell)]

    assert len(lines) > 10
    assert [line for line in lines if f'"{line}"' not in sources] == []


def test_every_metric_exists() -> None:
    source = (ROOT / "bot" / "metrics.py").read_text(encoding="utf-8")
    told = {name.removesuffix("_total") for name in named(r"\b(dozvon_[a-z_]+)", OPERATIONS)}

    assert len(told) > 5
    assert [name for name in told if f'"{name}"' not in source] == []


def test_every_check_is_explained() -> None:
    source = (ROOT / "bot" / "health.py").read_text(encoding="utf-8")
    checks = set(re.findall(r'^ +"(\w+)": Check\(|checks\["(\w+)"\]', source, re.MULTILINE))
    told = {name for cell in table(OPERATIONS, "check") for name in re.findall(r"\w+", cell)}

    assert told == {one or other for one, other in checks}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (OPERATIONS, f"lease of\n  {delivery.LEASE.seconds} seconds"),
        (OPERATIONS, f"red after {health.POLL_LIMIT:.0f} s without a good answer"),
        (OPERATIONS, f"red after {health.TICK_LIMIT:.0f} s without a look"),
        (OPERATIONS, f"red without an answer within {health.PATIENCE:.0f} s"),
        (OPERATIONS, f"more than {health.BEHIND.seconds // 60} minutes to be"),
        (OPERATIONS, f"degraded below {health.LOW_DISK >> 20} MB"),
        (OPERATIONS, f"below {guards.ROOM >> 20} MB the next start"),
        (OPERATIONS, f"one above {guards.QUICK >> 20} MB only"),
        (OPERATIONS, f"older than {health.OLD_BACKUP.total_seconds() / 3600:.0f} hours"),
        (OPERATIONS, f"at {care.NIGHT // 60}:00"),
        (OPERATIONS, f"| {polling.HANGS_AFTER:.0f} s without a good answer"),
        (OPERATIONS, f"more than {flood.BURST} updates at once and {flood.A_SECOND:.0f} a second"),
        (OPERATIONS, f"after {inbox.KEPT.total_seconds() / 3600:.0f} hours"),
        (OPERATIONS, "seven days, four weeks and six months"),
        (RELIABILITY, f"presses live {pulse.PRESSES_LIVE.seconds} seconds"),
        (RELIABILITY, f"messages {pulse.MESSAGES_LIVE.total_seconds() / 3600:.0f} hours"),
        (RELIABILITY, f"above {webdoor.MAX_BODY >> 20} MiB"),
    ],
)
def test_numbers_are_those_of_the_code(page: Path, words: str) -> None:
    assert words in page.read_text(encoding="utf-8")


def test_as_many_backups_are_kept_as_is_said() -> None:
    assert [count for _, count in retention.KEPT] == [7, 4, 6]


def test_no_figure_on_the_page_missed_its_goal() -> None:
    page = RELIABILITY.read_text(encoding="utf-8")

    assert len(figures.BLOCK.findall(page)) == page.count("```console")
    assert "MISSED" not in page


def test_what_a_command_prints_takes_the_place_of_what_it_printed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    block = '```console\n$ make bench ARGS="{}"\n{}```\n'
    page.write_text(block.format("idle", "old\n") + "words\n" + block.format("press", ""))

    figures.put(page, 'make bench ARGS="idle"', "new \\1\n")

    assert page.read_text() == block.format("idle", "new \\1\n") + "words\n" + block.format("press", "")
