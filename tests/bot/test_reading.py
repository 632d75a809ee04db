"""Typed words are read beside the event loop: what takes too long is given up, and holds nobody up."""

import asyncio
import time

import pytest

from bot import reading
from bot.reading import read_aside
from crm.errors import UnreadableMoment
from crm.rest_words import read_rest
from tests.town import NOON


async def test_what_was_read_and_what_cannot_be() -> None:
    days = await read_aside(read_rest, "28.12 отпуск", now=NOON, zone="Europe/Moscow")

    assert days is not None
    assert days[2] == "отпуск"
    with pytest.raises(UnreadableMoment):
        await read_aside(read_rest, "отпуск", now=NOON, zone="Europe/Moscow")


async def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READING_LIMIT", 0.05)
    turns = 0

    def slow() -> str:
        time.sleep(0.3)
        return "read"

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.005)
            turns += 1

    working = asyncio.create_task(others())
    answer = await read_aside(slow)
    working.cancel()

    assert answer is None
    assert turns > 2
