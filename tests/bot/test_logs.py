import asyncio
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator

import pytest
import structlog
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.error import InvalidToken

from bot import logs
from bot.hiding import Hiding
from bot.trail import Trail
from crm.db import Crm
from crm.models import User
from tests.town import NOON

TOKEN = "1234567890:AAE-made_up_letters_of_a_token_QwErTy"
HALF = TOKEN.partition(":")[2]


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in (None, *logs.OURS)]
    levels, handlers = [logger.level for logger in loggers], loggers[0].handlers[:]
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    with warnings.catch_warnings():
        yield
    logging.captureWarnings(False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    loggers[0].handlers = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_token_gets_into_a_line(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(form, "INFO")
    log = structlog.get_logger("bot.test")
    log.info(f"with {TOKEN}", value=TOKEN)
    logging.getLogger("other").warning("https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        raise RuntimeError(f"bot{TOKEN}")
    except RuntimeError:
        log.exception("failed")
    lines = capsys.readouterr().err

    assert TOKEN not in lines
    assert HALF not in lines
    assert lines.count("<token>") >= 4


def test_a_json_line_carries_the_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json", "INFO")
    structlog.get_logger("bot.test").warning("not delivered", outbox_id=5, why="Ё")
    line = json.loads(capsys.readouterr().err)

    assert (line["event"], line["outbox_id"], line["why"], line["level"]) == (
        "not delivered",
        5,
        "Ё",
        "warning",
    )


def test_libraries_that_print_addresses_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("text", "DEBUG")
    for name in ("httpx", "aiohttp.access", "telegram.Bot", "apscheduler.scheduler", "sqlalchemy.engine"):
        logging.getLogger(name).info("noise")

    assert capsys.readouterr().err == ""


class Stubborn:
    """A value that cannot be put into a line."""

    def __str__(self) -> str:
        raise ValueError(TOKEN)


def raises(error: BaseException) -> None:
    raise error


def log_error(error: BaseException) -> None:
    try:
        raises(error)
    except BaseException:
        logging.getLogger("bot.test").exception("failed")


def unheard_thread() -> None:
    thread = threading.Thread(target=raises, args=(RuntimeError(TOKEN),))
    thread.start()
    thread.join()


def loops_own_report() -> None:
    async def report() -> None:
        trouble = {"message": f"Task of {TOKEN}", "exception": RuntimeError(TOKEN)}
        asyncio.get_running_loop().call_exception_handler(trouble)

    asyncio.run(report(), debug=True)


WAYS: list[Callable[[], object]] = [
    lambda: logging.getLogger("bot.test").error("in an address %s", f"https://t.org/bot{TOKEN}/getMe"),
    lambda: logging.getLogger("bot.test").error("encoded %s", TOKEN.replace(":", "%3A")),
    lambda: logging.getLogger("bot.test").error("encoded %s", TOKEN.replace(":", "%3a")),
    lambda: logging.getLogger("bot.test").error("alone %s", HALF),
    lambda: logging.getLogger("bot.test").error("%s", Bot(TOKEN)),
    lambda: log_error(InvalidToken(f"The token `{TOKEN}` was rejected by the server.")),
    lambda: log_error(RuntimeError("url", TOKEN.replace(":", "%3A"))),
    lambda: log_error(ExceptionGroup("two", [RuntimeError(TOKEN), OSError(HALF)])),
    lambda: log_error(RuntimeError(HALF)),
    lambda: warnings.warn(f"unclosed connection to {TOKEN}", ResourceWarning, stacklevel=1),
    lambda: sys.excepthook(RuntimeError, RuntimeError(TOKEN), None),
    unheard_thread,
    loops_own_report,
    lambda: logging.getLogger("bot.test").error("%s", Stubborn()),
    lambda: logging.getLogger("bot.test").error("%d", TOKEN),
]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("way", range(len(WAYS)))
def test_no_way_leads_a_token_into_the_log(way: int, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(form, "DEBUG", [TOKEN, HALF])
    WAYS[way]()
    said = capsys.readouterr()

    assert said.err.strip()
    assert said.out == ""
    assert "made_up" not in said.err
    assert TOKEN.partition(":")[0] not in said.err


def test_an_address_shows_who_but_not_his_password(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("text", "INFO")
    logging.getLogger("bot.test").error("no answer of postgresql://crm:se%same@db:5432/crm")

    assert "postgresql://crm:<token>@db:5432/crm" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("invalid literal for int(): 'Анна Петрова'", "invalid literal for int(): …"),
        ("Can't parse entities: unsupported start tag \"Anna\" at byte 5",
         "Can't parse entities: unsupported start tag … at byte 5"),
        ("Parsing the response b'<b>Anna\\'s' failed", "Parsing the response … failed"),
        ("no such person: \"Anna", "no such person: …"),
        ("'it\\'s Anna' is not in list", "… is not in list"),
        ("called +7 916 111-00-01 twice", "called … twice"),
        ("got Анна, Борис instead", "got … instead"),
        ("Flood control exceeded. Retry in 35 seconds", "Flood control exceeded. Retry in 35 seconds"),
        ("Forbidden: bot was blocked by the user", "Forbidden: bot was blocked by the user"),
    ],
)  # fmt: skip
def test_a_message_of_an_error_says_nothing_of_people(message: str, kept: str) -> None:
    assert Hiding().impersonal(message) == kept


def test_of_a_databases_error_only_the_first_line_stays(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json", "INFO")
    log_error(RuntimeError("duplicate key\nDETAIL:  Key (phone)=(+79161110001) already exists."))
    line = json.loads(capsys.readouterr().err)

    assert line["exception"].splitlines()[-1] == "RuntimeError: duplicate key"
    assert "raises(error)" in line["exception"]


async def test_a_databases_error_shows_nobodys_values(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("json", "DEBUG")
    crm = Crm(database_url)
    nowhere = insert(User).values(telegram_id=1, name="Anna", language="ru", zone=None, created_at=NOON)
    try:
        with pytest.raises(DBAPIError) as error:
            await crm.write(lambda tx: tx.execute(nowhere))
    finally:
        crm.close()
    log_error(error.value)

    assert "Anna" not in str(error.value).partition("DETAIL")[0] + str(error.value).partition("[SQL")[2]
    assert "Anna" not in capsys.readouterr().err


def test_an_error_in_a_value_is_impersonal_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json", "INFO")
    structlog.get_logger("bot.test").warning(
        "refused", error='no tag "Anna"\n[parameters: (7, 916)]', kind="a"
    )
    line = json.loads(capsys.readouterr().err)

    assert (line["error"], line["kind"]) == ("no tag …", "a")


def test_the_causes_of_an_error_are_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json", "INFO")
    try:
        try:
            raises(KeyError("Anna"))
        except KeyError as error:
            raise RuntimeError("no card") from error
    except RuntimeError:
        structlog.get_logger("bot.test").exception("failed")
    lines = json.loads(capsys.readouterr().err)["exception"].splitlines()

    assert [line for line in lines if not line.startswith(" ")] == [
        "KeyError: …",
        "which led to:",
        "RuntimeError: no card",
    ]


def test_lines_of_one_update_carry_its_ids(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json", "INFO")
    log = structlog.get_logger("bot.test")
    for _ in range(2):
        with Trail(update_id=5, chat_id=7):
            log.info("tried")
            logging.getLogger("crm.test").warning("in passing")
    log.info("after")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    assert [(line.get("update_id"), line.get("chat_id")) for line in lines] == [(5, 7)] * 4 + [(None, None)]
    first, second, third, fourth, _ = (line.get("trace") for line in lines)
    assert first == second != third == fourth
    assert "trace" not in lines[-1]


async def test_trails_at_once_are_not_mixed(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json", "INFO")

    async def handle(update_id: int) -> None:
        with Trail(update_id=update_id):
            await asyncio.sleep(0)
            structlog.get_logger("bot.test").info("handled", expected=update_id)

    await asyncio.gather(*map(handle, range(5)))
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    assert len(lines) == 5
    assert all(line["update_id"] == line["expected"] for line in lines)
