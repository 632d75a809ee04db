"""Figure 22: the morning plans of 500 managers, all due at 9:00, and the presses meanwhile.

The bot's clock shows a working morning that is near. A minute before 9:00 is the quiet one; then
the plans fall due while the managers go on pressing. Every call takes 50 ms. A press waits from its
happening to the arrival of the call that redraws its message, as in figure 3.
"""

import asyncio
import datetime as dt
from contextlib import suppress

from sqlalchemy import insert, select

from benchmarks.company import Company, company
from benchmarks.moved_clock import MovedClock, served
from benchmarks.press import outcomes
from benchmarks.process import OURS, running
from benchmarks.traffic import Traffic
from benchmarks.verdict import quantile, verdict
from benchmarks.wire import JsonObject
from crm.db import engine_of
from crm.localtime import at_minute, to_local
from crm.models import Recurrence, RecurrenceKind, User
from crm.models.base import Base

MANAGERS, DEALS_EACH = 500, 10
PRESSES = 20  # a second
API = 0.05  # seconds a call
ZONE, NINE = "Europe/Moscow", 9 * 60
SATURDAY = 5  # by `weekday`
A_SECOND = 30  # messages that Telegram takes of one bot
MEANWHILE_GOAL = 1.2
EARLY = 3.0  # seconds for the start, before the quiet minute
LONGEST = 60.0
RECURRENCES = Base.metadata.tables[Recurrence.__tablename__]


def next_morning(now: dt.datetime) -> dt.datetime:
    """9:00 of the next working day (aware UTC)."""
    day = to_local(now, ZONE).date() + dt.timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += dt.timedelta(days=1)
    return at_minute(day, NINE, ZONE)


def plan_for(url: str, nine: dt.datetime) -> int:
    """Owe everybody a plan at that moment; returns to how many."""
    engine = engine_of(url)
    with engine.begin() as connection:
        people = connection.scalars(select(User.id)).all()
        rows = [{"user_id": one, "kind": RecurrenceKind.PLAN, "next_at": nine} for one in people]
        connection.execute(insert(RECURRENCES), rows)
    engine.dispose()
    return len(people)


class Plans:
    """When each person's plan arrived, by the clock of the bot."""

    def __init__(self, clock: MovedClock) -> None:
        self.at: dict[int, list[float]] = {}
        self._clock = clock

    def arrived(self, method: str, params: JsonObject) -> None:
        if method == "sendmessage":
            self.at.setdefault(int(params["chat_id"]), []).append(self._clock.now())


async def measure(place: Company, quiet: float) -> None:
    nine = next_morning(dt.datetime.now(dt.UTC))
    people = plan_for(place.url, nine)
    clock = MovedClock(nine - dt.timedelta(seconds=quiet + EARLY))
    plans = Plans(clock)
    loop = asyncio.get_running_loop()
    async with served(clock) as address, running(*OURS, DATABASE_URL=place.url, CLOCK_URL=address) as bot:
        bot.standin.delay = lambda: API
        bot.standin.watch.append(plans.arrived)
        traffic = Traffic(bot.standin, outcomes(place, place.in_turn))
        began = loop.time()
        at_nine = began + nine.timestamp() - clock.now()
        flow = asyncio.create_task(traffic.flow(PRESSES, at_nine - began + LONGEST))
        await asyncio.sleep(at_nine - began)
        with suppress(TimeoutError):
            await bot.standin.until(lambda: len(plans.at) >= people, LONGEST)
        over = loop.time()
        flow.cancel()
        await traffic.settled()
    tell(people, [moments[0] - nine.timestamp() for moments in plans.at.values()])
    compare(traffic.waits(began + EARLY, at_nine), traffic.waits(at_nine, over))


def tell(people: int, late: list[float]) -> None:
    goal = people / A_SECOND + 1
    last = max(late) if len(late) == people else float("inf")
    print(
        f"    the last one out    {last:.1f} s   {verdict(round(last, 1), round(goal, 1))} ({len(late)} sent)"
    )


def compare(quiet: list[float], meanwhile: list[float]) -> None:
    usual, now = (quantile(waits, 0.99) * 1000 for waits in (quiet, meanwhile))
    ratio = (now + API * 1000) / (usual + API * 1000)
    seen = f"(p99 {now:.0f} ms / {usual:.0f} ms, and the call's own {API * 1000:.0f} ms each)"
    print(f"    presses / quiet     {ratio:.2f}   {verdict(ratio, MEANWHILE_GOAL)} {seen}")


def run(quiet: float = 60) -> None:
    print(f"22  {MANAGERS} morning plans due at once, {PRESSES} presses/s")
    with company(MANAGERS, DEALS_EACH) as place:
        asyncio.run(measure(place, quiet))
