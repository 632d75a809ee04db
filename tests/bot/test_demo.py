"""The demonstration as a visitor meets it."""

import datetime as dt
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo import Demo, beginning
from bot.settings import Settings

ZONE = "Europe/Moscow"
pytestmark = pytest.mark.slow


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("now", "latest", "begins"),
    [
        ("2026-11-23 09:00", None, "2026-11-23 09:00"),  # a Monday noon in Moscow
        ("2026-11-21 20:00", None, "2026-11-23 07:00"),  # a Saturday night: Monday, ten o'clock
        ("2026-11-23 14:00", None, "2026-11-24 07:00"),  # nearly evening
        ("2027-01-04 09:00", None, "2027-01-11 07:00"),  # a Monday within the new year's holidays
        ("2026-11-23 09:00", "2026-11-25 10:00", "2026-11-25 10:00"),  # an earlier visitor moved the clock
    ],
)
def test_the_clock_begins_at_a_working_moment(now: str, latest: str | None, begins: str) -> None:
    assert beginning(utc(now), utc(latest) if latest else None, ZONE, "RU") == utc(begins)


async def visited(database: Path, language: str, *, seeded: bool = True) -> dict[str, Any]:
    """What the page shows to a visitor of that language."""
    demo = Demo(Settings(_env_file=None), port=0, seeded=seeded, database=f"sqlite:///{database}")
    await demo.start()
    try:
        async with aiohttp.ClientSession(demo.sandbox.base_url) as http:
            await http.get("/", headers={"Accept-Language": language})
            assert demo.app is not None
            await demo.app.settle()
            state: dict[str, Any] = await (await http.get("/page/state")).json()
            return state
    finally:
        await demo.stop()


@pytest.mark.parametrize(("language", "greeting"), [("ru-RU,ru", "Здравствуйте"), ("en-GB,en", "Hello")])
async def test_a_visitor_finds_a_company_in_his_language(
    tmp_path: Path, language: str, greeting: str
) -> None:
    state = await visited(tmp_path / "demo.db", language)

    owner, manager, colleague, stranger = state["phones"]
    for phone in (owner, manager, colleague):
        texts = [message.get("text", "") for message in phone["messages"]]
        assert any(text.startswith(greeting) for text in texts)
    assert stranger["messages"] == []
    assert stranger["started"] is False


async def test_a_second_start_keeps_what_is_there(tmp_path: Path) -> None:
    await visited(tmp_path / "demo.db", "ru")
    state = await visited(tmp_path / "demo.db", "en")

    greetings = [message["text"] for message in state["phones"][1]["messages"] if message["from"] == "bot"]
    assert any("Hello" in text for text in greetings)  # the language is the visitor's, the company is kept


async def test_an_empty_company_has_an_owner_only(tmp_path: Path) -> None:
    state = await visited(tmp_path / "demo.db", "ru", seeded=False)

    assert [bool(phone["messages"]) for phone in state["phones"]] == [True, False, False, False]
