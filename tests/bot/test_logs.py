import json
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

TOKEN = "1234567890:AAE-made_up_letters_of_a_token_0123456"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with warnings.catch_warnings():
        yield
    logging.captureWarnings(False)
    root.handlers, root.level = handlers, level
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
    assert TOKEN.partition(":")[2] not in lines
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
    logs.set_up("text", "INFO")
    for name in ("httpx", "aiohttp.access", "telegram.Bot", "apscheduler.scheduler"):
        logging.getLogger(name).info("noise")

    assert capsys.readouterr().err == ""
