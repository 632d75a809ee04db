"""One chat on a 429 of 35 s: what all the others notice of it.

The stand-in refuses every message and every redrawing in that chat until the time is over; every
call takes 50 ms. Meanwhile the others press and get reminders. Their waits run from the press, or
from the reminder's `due_at`, to the arrival of the call.
"""

import asyncio
import datetime as dt
import math
import time

from benchmarks.arrivals import Arrivals
from benchmarks.company import Company, company
from benchmarks.press import outcomes
from benchmarks.process import OURS, running
from benchmarks.reminding import deal_of, ring_at
from benchmarks.traffic import Traffic
from benchmarks.verdict import quantile, verdict
from benchmarks.wire import JsonObject

GOAL = 1000  # ms
API = 0.05  # seconds a call
MANAGERS, DEALS_EACH = 100, 20
PRESSES, REMINDERS = 20, 2  # a second
AHEAD = 10  # seconds to start in
SHOWN = {"sendmessage", "editmessagetext"}


class Held:
    """Refuses what would be shown in one chat, from its first such call on and for so many seconds."""

    def __init__(self, chat: int, seconds: float) -> None:
        self.refused = 0
        self.until: float | None = None
        """The end, like `granted` by `time.monotonic`."""
        self.granted: float | None = None
        """When the first call was granted after that."""
        self._chat, self._seconds = chat, seconds

    def __call__(self, method: str, params: JsonObject) -> int:
        if method not in SHOWN or int(params["chat_id"]) != self._chat:
            return 0
        now = time.monotonic()
        self.until = self.until or now + self._seconds
        left = self.until - now
        if left > 0:
            self.refused += 1
        else:
            self.granted = self.granted or now
        return max(0, math.ceil(left))


async def measure(place: Company, lasts: float) -> None:
    deals = place.in_turn
    chat = deals[0].manager
    others = [deal for deal in deals if deal.manager != chat]
    start = time.time() + AHEAD
    ringing = {deal.deal_id: start + n / REMINDERS for n, deal in enumerate(others[: int(lasts * REMINDERS)])}
    ring_at(place.url, {deal: dt.datetime.fromtimestamp(at, dt.UTC) for deal, at in ringing.items()})
    held = Held(chat, lasts)
    async with running(*OURS, DATABASE_URL=place.url) as bot:
        bot.standin.delay = lambda: API
        await asyncio.sleep(max(0.0, start - time.time()))
        bot.standin.holds = held
        arrivals = Arrivals(bot.standin, deal_of)
        bot.standin.deliver(*outcomes(place, deals[:1]))
        traffic = Traffic(bot.standin, outcomes(place, others[len(ringing) :]))
        await traffic.flow(PRESSES, lasts)
        await traffic.settled()
        await bot.standin.until(lambda: arrivals.at.keys() >= ringing.keys())
        await bot.standin.until(lambda: held.granted is not None)
    late = [arrivals.at[deal][0] - at for deal, at in ringing.items()]
    tell(traffic.waits(), late)
    after = (held.granted or 0) - (held.until or 0)
    print(f"    the chat itself     its card {after:.1f} s after that time; calls refused: {held.refused}")


def tell(waits: list[float], late: list[float]) -> None:
    for name, found in (("others' presses", waits), ("others' reminders", late)):
        p95 = quantile(found, 0.95) * 1000
        print(f"    {name:19} p95 {p95:.0f} ms   {verdict(p95, GOAL)} (of {len(found)})")


def run(lasts: float = 35) -> None:
    print(f"    one chat on a 429 of {lasts:.0f} s: others' {PRESSES} presses/s and {REMINDERS} reminders/s")
    with company(MANAGERS, DEALS_EACH) as place:
        asyncio.run(measure(place, lasts))
