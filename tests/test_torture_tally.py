"""The tally of reminders: which second copy a kill explains, and which nothing does."""

import asyncio
import datetime as dt
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks.reminding import ring_at
from benchmarks.torture_figures.ground import OWNER, furnish
from benchmarks.torture_figures.moments import far_ahead
from benchmarks.torture_figures.rung import FIRST, tally
from benchmarks.torture_figures.town import JsonObject, town
from benchmarks.torture_figures.victim import Victim, deaths_of
from crm.db import engine_of
from crm.models import OutboxMessage, OutboxState

STALL, GIVEN_UP = 0.5, 20.0  # seconds


async def test_what_was_lost_and_what_doubled_for_nothing(sqlite_url: str) -> None:
    """A second copy is a kill's where it ended the sender of the first one, and not where it came between."""
    lived, died = 1, 2
    ground = await furnish(sqlite_url, 7, [far_ahead()] * 7)
    at = far_ahead().timestamp()

    def came(number: int, after: float, life: int | None) -> JsonObject:
        plot = ground.plots[number]
        told = {"event": "message", "from": "bot", "phone": plot.manager, "at": at + after, "life": life}
        return told | {"text": f"{FIRST}\n\n{plot.name}"}

    ledger = [
        came(1, 2, lived),
        # Its sender was killed; in the second of these it had been read after that.
        *(came(2, 2, died), came(2, 5, 3)),
        *(came(3, 4.5, died), came(3, 6, 3)),
        # Sent twice by one life, also by one that was killed between or after.
        *(came(4, 2, lived), came(4, 5, lived)),
        *(came(5, 1, died), came(5, 3, died), came(5, 6, 3), came(5, 7, 3)),
        # The sender was still at work when another one sent it.
        *(came(6, 2, died), came(6, 3.5, lived), came(6, 5, 3)),
    ]
    rung = tally(ledger, ground.plots, {died: at + 4, 7: at + 2.5})

    assert [line.split(",")[0] for line in rung.lost] == ["deal 1"]
    assert len(rung.late) == 6
    assert rung.by_kill == {died: 3}
    assert rung.for_nothing == [
        "deal 5: again after 3.0 s, life 1 after 1",
        "deal 6: again after 2.0 s, life 2 after 2",
        "deal 6: again after 1.0 s, life 3 after 3",
        "deal 7: again after 1.5 s, life 1 after 2",
        "deal 7: again after 1.5 s, life 3 after 1",
    ]


@pytest.mark.slow
async def test_a_message_read_long_after_its_sender_was_killed(sqlite_url: str, tmp_path: Path) -> None:
    """A busy machine: the people's side is not awake while the bot sends, nor for a while after the kill."""
    ground = await furnish(sqlite_url, 1, [far_ahead()])
    (plot,) = ground.plots
    async with town(ground.people, round_trip=0, seed=1) as streets:
        env = {**streets.env, "DATABASE_URL": sqlite_url, "OWNER_ID": str(OWNER)}
        victim = Victim(env, tmp_path / "log")
        try:
            await victim.start()
            await victim.until_ready()
            ring_at(sqlite_url, {plot.deal_id: dt.datetime.now(dt.UTC)})
            stalled_until_sent(sqlite_url)
            killing = asyncio.create_task(victim.kill())
            await asyncio.sleep(0)
            time.sleep(STALL)  # noqa: ASYNC251  (nobody is to do anything meanwhile)
            await killing
            await victim.start()
            await victim.until_ready()
            await streets.quiet()
            await victim.stop()
        finally:
            victim.give_up()
        rung = tally(streets.ledger(), ground.plots, deaths_of([victim]))

    ((dead, death),) = victim.deaths.items()
    assert rung.by_kill == {dead: 1}
    assert rung.for_nothing == []
    assert plot.due_at.timestamp() + rung.late[0] > death + STALL


def stalled_until_sent(url: str) -> None:
    """Nothing else of this process happens until the bot has sent the reminder: nobody reads it."""
    until = time.monotonic() + GIVEN_UP
    engine = engine_of(url, writing=False)
    with engine.connect() as connection:
        while not connection.scalar(
            select(OutboxMessage.id).where(OutboxMessage.state == OutboxState.SENDING)
        ):
            assert time.monotonic() < until
            connection.rollback()
            time.sleep(0.01)
    engine.dispose()
    time.sleep(STALL)  # it is marked before it is drawn and sent
