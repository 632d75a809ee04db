"""A bot that was deaf when it was stopped does not say that it was heard until then."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.health import Vitals
from bot.hearing import DEAF_AFTER, Hearing
from crm.db import Crm
from crm.models import Pulse
from tests.crm.base import NOON


class Hand(Clock):
    """Moved by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOON

    def now(self) -> dt.datetime:
        return self.at


def _heard_at(tx: Session) -> dt.datetime:
    return tx.get_one(Pulse, 1).heard_at


@pytest.mark.parametrize(("seconds", "noted"), [(DEAF_AFTER / 2, True), (DEAF_AFTER * 60, False)])
async def test_the_last_word(
    sqlite_url: str, seconds: float, noted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    crm, clock = Crm(sqlite_url), Hand()
    hearing = Hearing(crm, clock, Vitals())
    await hearing()
    loop = asyncio.get_running_loop()
    began = loop.time
    clock.at = later = NOON + dt.timedelta(seconds=seconds)
    monkeypatch.setattr(loop, "time", lambda: began() + seconds)
    await hearing.last()
    monkeypatch.undo()

    assert await crm.read(_heard_at) == (later if noted else NOON)
    crm.close()
