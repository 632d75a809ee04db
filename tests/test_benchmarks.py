"""The benchmarks: small rounds of each, to see that they work. Nothing is timed here."""

import asyncio
import datetime as dt
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import digests, duework, held, lateness, order, press, silence, taps, throughput
from benchmarks.company import company
from benchmarks.idle import at_rest
from benchmarks.lives import Stop
from benchmarks.multitude import multiply
from benchmarks.process import NOTHING, OURS, STOCK, running
from benchmarks.standin import StandIn
from benchmarks.traffic import Traffic
from benchmarks.updates import press as touch
from benchmarks.verdict import quantile
from crm.models import Effect

pytestmark = pytest.mark.slow

TABLES = ("clients", "phones", "deals", "reminders", "activities")


def test_full_presses_and_bare_ones_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    press.run(repeats=1, presses=3)

    title, one_by_one, all_at_once = capsys.readouterr().out.splitlines()
    assert title.startswith(" 1 ")
    assert one_by_one.split()[:3] == ["one", "by", "one"]
    assert float(all_at_once.split()[3]) > 0


def test_presses_a_second_are_told_beside_others(capsys: pytest.CaptureFixture[str]) -> None:
    throughput.tell({throughput.OWN: [(300, 3)] * 3, throughput.GOAL_IS: [(200, 4), (300, 4), (600, 4)]})

    ours, aiogram = capsys.readouterr().out.splitlines()
    assert "(300/s, 3.00 ms CPU each)" in ours
    assert "1.00   goal >= 1: met" in aiogram


def test_presses_a_second_and_their_waits_are_measured_on_a_running_bot() -> None:
    async def look() -> tuple[float, list[float], float]:
        async with running(*NOTHING) as bot:
            rate, _ = await throughput.speed(bot, [touch(chat, "1") for chat in range(20)])
            traffic = Traffic(bot.standin, (touch(chat, "1") for chat in range(1000)))
            bot.standin.delay = lambda: 0.05
            await traffic.flow(rate=200, seconds=0.2)
            await traffic.settled()
            return rate, traffic.waits(), bot.standin.calls["editmessagetext"]

    rate, waits, drawn = asyncio.run(look())
    assert rate > 1
    assert len(waits) == drawn - 20
    assert quantile(waits, 0.5) < 0.05


def test_presses_come_whether_they_are_answered_or_not() -> None:
    async def look() -> tuple[int, list[float]]:
        standin = StandIn()
        traffic = Traffic(standin, (touch(1, "zz") for _ in range(1000)))
        await traffic.flow(rate=500, seconds=0.1)
        return traffic.waiting, traffic.waits()

    waiting, waits = asyncio.run(look())
    assert 20 < waiting < 100
    assert waits == []


def test_the_ninety_ninth_of_a_hundred() -> None:
    assert quantile(range(1, 101), 0.99) == 99
    assert quantile([3, 1, 2], 0.5) == 2
    assert quantile([7], 0.99) == 7


def test_the_order_of_a_chat_is_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    order.run(chats=5, each=4, repeats=1)

    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["inversions", "0"]


def test_a_wrong_order_would_be_seen() -> None:
    presses = [touch(chat, "zz") for chat in (1, 1, 1, 2, 2)]
    first, second, third, other, last = [update["callback_query"]["id"] for update in presses]

    assert order.inversions_of(presses, [first, other, second, last, third]) == 0
    assert order.inversions_of(presses, [third, other, second, last, first]) == 3


def test_a_press_after_a_silence_opens_no_connection(capsys: pytest.CaptureFixture[str]) -> None:
    silence.run(quiet=0.1, presses=1)

    assert capsys.readouterr().out.splitlines()[1].split()[:3] == ["new", "connections", "0"]


def test_memory_and_cpu_of_a_bot_are_seen() -> None:
    async def look() -> tuple[float, float]:
        async with running(*STOCK) as stock:
            return await at_rest(stock), stock.cpu()

    memory, cpu = asyncio.run(look())
    assert memory > 10
    assert cpu > 0


def test_a_bot_that_ends_is_no_figure(capfd: pytest.CaptureFixture[str]) -> None:
    async def start() -> None:
        async with running(*OURS, DATABASE_URL="mysql://nowhere"):
            pass

    with pytest.raises(RuntimeError, match="the bot ended with 2"):
        asyncio.run(start())
    assert "DATABASE_URL must be" in capfd.readouterr().err


def test_the_companys_rows_are_whole() -> None:
    with company(2, 2) as place:
        assert [(deal.deal_id, deal.manager) for deal in place.deals] == [
            (1, 5000001),
            (2, 5000001),
            (3, 5000002),
            (4, 5000002),
        ]
        assert Path(place.url.removeprefix("sqlite:///")).exists()


def test_many_more_deals_are_as_whole_as_the_first() -> None:
    with company(2, 2) as place:
        multiply(place, 10)
        with closing(sqlite3.connect(place.url.removeprefix("sqlite:///"))) as database:
            counts = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]  # noqa: S608
            broken = database.execute("PRAGMA foreign_key_check").fetchall()
            apart = database.execute("SELECT count(DISTINCT due_at) FROM reminders").fetchone()[0]
        inside, whole = duework.check(place.url, checks=1)
    assert counts == [14] * len(TABLES)
    assert broken == []
    assert apart == 11
    assert inside > 0
    assert whole > 0


def test_what_was_lost_late_or_doubled_around_a_restart(capsys: pytest.CaptureFixture[str]) -> None:
    due = {1: 10.0, 2: 11.0, 3: 20.0, 4: 21.0, 5: 22.0}
    came = {1: [10.01], 2: [11.07], 3: [23.5], 4: [23.6, 24.0]}

    lateness.tell(due, came, [Stop(signal.SIGTERM, 20.5, 23.0)])

    healthy, restart, lost, doubled = capsys.readouterr().out.splitlines()
    assert "70 ms   goal <= 50: MISSED (p50 10 ms, of 2)" in healthy
    assert "3.5 s   goal <= 15: met (p50 2.6 s, of 2; no bot for 2.5 s)" in restart
    assert "lost                1   goal <= 0: MISSED (of 5)" in lost
    assert "sent twice          1" in doubled


def test_plans_that_never_came_miss_the_goal(capsys: pytest.CaptureFixture[str]) -> None:
    digests.tell(60, [1.0] * 59)
    digests.tell(60, [1.0] * 60)

    missed, met = capsys.readouterr().out.splitlines()
    assert "MISSED (59 sent)" in missed
    assert "goal <= 3: met (60 sent)" in met


@pytest.mark.parametrize(("today", "morning"), [("2026-11-19", "2026-11-20"), ("2026-11-20", "2026-11-23")])
def test_plans_fall_due_on_a_working_morning(today: str, morning: str) -> None:
    noon = dt.datetime.fromisoformat(f"{today}T12:00:00+03:00")

    assert digests.next_morning(noon) == dt.datetime.fromisoformat(f"{morning}T09:00:00+03:00")


def test_only_what_one_chat_would_see_is_held() -> None:
    refuses = held.Held(chat=1, seconds=35)

    assert refuses("answercallbackquery", {"callback_query_id": "1"}) == 0
    assert refuses("editmessagetext", {"chat_id": 2}) == 0
    assert refuses("editmessagetext", {"chat_id": "1"}) == 35
    assert refuses.refused == 1
    assert refuses.granted is None


def test_taps_are_counted_on_the_real_keyboards() -> None:
    walks, request = asyncio.run(taps.measure(only=["new"]))

    by_effect = {offer.effect: found for offer, found in walks.items() if offer.outcome in ("busy", "talked")}
    assert by_effect == {
        Effect.RETRY: [taps.Walk(1, 0, False)],
        Effect.ASK_NEXT: [taps.Walk(2, 0, False), taps.Walk(3, 0, False)],
    }
    assert request == (5, 1)
