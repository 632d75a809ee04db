"""Clocks that differ: of processes on several machines, or one that is put back."""

import datetime as dt

from bot.clock import Clock
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, OLEG, Town

MINUTE = dt.timedelta(minutes=1)


class Behind(Clock):
    """Of another machine than the town's."""

    def __init__(self, town: Town) -> None:
        super().__init__()
        self._town = town

    def now(self) -> dt.datetime:
        return self._town.now - dt.timedelta(milliseconds=100)


async def test_a_reminder_is_sent_by_a_process_whose_clock_is_behind(
    town: Town, chat: Chat, given: Given
) -> None:
    """It was owed by another one, whose clock had reached its minute."""
    await chat.starts()
    await given.deal(client="Анна", at=NOON + 5 * MINUTE)
    await given.deal(client="Борис", at=NOON + 6 * MINUTE)
    seen = len(await chat.received())
    town.app._delivery._sender._clock = Behind(town)
    await town.passes(minutes=5)
    one = [message.text for message in (await chat.received())[seen:]]
    await town.passes(minutes=1)

    assert ["Анна" in text for text in one] == [True]
    assert len(await chat.received()) == seen + 2


async def test_a_clock_put_back_rings_nothing_twice_and_loses_nothing(
    town: Town, chat: Chat, given: Given
) -> None:
    oleg = town.chat(OLEG)
    for phone in (chat, oleg):
        await phone.starts()
    manager = await given.manager(OLEG)
    await given.deal(manager, client="Анна", at=NOON + 5 * MINUTE)
    seen = len(await oleg.received())
    await town.passes(minutes=5)
    await town.clock_reads(NOON - 55 * MINUTE)
    await given.deal(manager, client="Борис", at=NOON - 50 * MINUTE)
    for _ in range(12):
        await town.passes(minutes=5)
    rang = ["Анна" in message.text for message in (await oleg.received())[seen:]]
    await town.passes(days=1)
    plans = [message.text for message in await oleg.received() if "План на" in message.text]
    digests = [message.text for message in await chat.received() if "0 сделок без шага" in message.text]

    assert rang[:2] == [True, False]
    assert rang.count(True) == 1
    assert (len(plans), len(digests)) == (1, 1)
