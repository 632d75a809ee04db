"""Figure 1: what a full outcome press costs, against a bare callback of stock python-telegram-bot.

A full press is [No answer] on a card: the update stored before Telegram is told, one transaction
with `synchronous=FULL` that changes the deal, plans the next call and writes the history, then the
answer and the redrawn message. The bare callback answers and redraws a message with six buttons.
"""

import asyncio
import itertools
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median

from benchmarks.company import Company, Open, company
from benchmarks.process import OURS, STOCK, Bot, running
from benchmarks.updates import JsonObject, press
from benchmarks.verdict import verdict
from bot.taps.deals import PLAIN, ReportTap

GOAL = 0.9
WARM = 60
ROUNDS = 3  # in a repeat
REST = 0.6  # seconds: what a bot still writes down after its last answer belongs to the presses
STRANGER = 4_000_001


async def one_by_one(bot: Bot, presses: list[JsonObject]) -> None:
    """Each press when the one before is done: a manager at work."""
    for update in presses:
        await done(bot, [update])


async def done(bot: Bot, presses: list[JsonObject]) -> None:
    """Press them all; return once each is answered and redrawn and the bot waits for more."""
    calls = bot.standin.calls
    answers = calls["answercallbackquery"] + len(presses)
    drawn = calls["editmessagetext"] + len(presses)
    bot.standin.deliver(*presses)
    await bot.standin.until(
        lambda: (
            calls["answercallbackquery"] >= answers
            and calls["editmessagetext"] >= drawn
            and bot.standin.polling
        )
    )


WAYS = {"one by one": one_by_one, "all at once": done}


async def cost(bot: Bot, way: str, presses: list[JsonObject]) -> float:
    """CPU milliseconds a press."""
    before = bot.cpu()
    await WAYS[way](bot, presses)
    await asyncio.sleep(REST)
    return (bot.cpu() - before) / len(presses) * 1000


async def measure(place: Company, repeats: int, presses: int) -> None:
    ours, bare = outcomes(place), bare_presses()
    async with running(*STOCK) as stock, running(*OURS, DATABASE_URL=place.url) as bot:
        for touch in WAYS.values():
            await touch(stock, list(islice(bare, WARM)))
            await touch(bot, list(islice(ours, WARM)))
            await asyncio.sleep(REST)
        for way in WAYS:
            # Short rounds in turn: a neighbour's work on this machine then weighs on both alike.
            rounds = [
                (
                    await cost(stock, way, list(islice(bare, presses))),
                    await cost(bot, way, list(islice(ours, presses))),
                )
                for _ in range(ROUNDS * repeats)
            ]
            ratio = median(own / beside for beside, own in rounds)
            own, beside = (median(costs) for costs in zip(*((o, b) for b, o in rounds), strict=True))
            print(f"    {way:19} {ratio:.2f}   {verdict(ratio, GOAL)} ({own:.2f} ms / {beside:.2f} ms)")


def bare_presses(people: int = 1) -> Iterator[JsonObject]:
    """The people press in turn."""
    for number in itertools.count():
        yield press(STRANGER + number % people, "1")


def outcomes(place: Company, deals: Sequence[Open] = ()) -> Iterator[JsonObject]:
    """ "No answer" on one deal after the other: of these, or of all."""
    for deal in deals or place.deals:
        yield press(deal.manager, ReportTap(deal.deal_id, place.no_answer, deal.version, PLAIN).pack())


def run(repeats: int = 3, presses: int = 50) -> None:
    print(" 1  CPU of a full outcome press / of a bare callback of stock python-telegram-bot")
    needed = len(WAYS) * (WARM + ROUNDS * repeats * presses)
    with company(20, -(-needed // 20)) as place:
        asyncio.run(measure(place, repeats, presses))
