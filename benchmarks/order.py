"""Figure 4: the order within one chat over many chats, and what it costs against no order at all.

The press is the cheapest there is (an unknown button: a look at who presses, and an answer), so that
the cost of order is not hidden behind the work of the handlers. Answers take 0-20 ms, unequally.
"""

import asyncio
import random
from collections.abc import Sequence
from functools import partial
from statistics import median

from benchmarks.company import Company, Open, company
from benchmarks.process import OURS, UNORDERED, Bot, running
from benchmarks.updates import JsonObject, press
from benchmarks.verdict import verdict

GOAL = 1.1
SLOWEST = 0.02  # seconds an answer takes at most
PORTION = 250  # chats at once
REST = 0.6
NO_SUCH_BUTTON = "zz"


async def measure(place: Company, elsewhere: Company, repeats: int, each: int) -> tuple[int, int, float]:
    """Inversions with order, inversions without, and the ratio of their CPU."""
    ordered = unordered = 0
    ratios = []
    async with (
        running(*OURS, DATABASE_URL=place.url) as bot,
        running(*UNORDERED, DATABASE_URL=elsewhere.url) as lawless,
    ):
        for one in (bot, lawless):
            await _round(one, place.deals[:PORTION], 1)
            one.standin.delay = partial(random.Random(4).uniform, 0, SLOWEST)
        # In turn and by portions: a neighbour's work on this machine then weighs on both alike.
        for first in list(range(0, len(place.deals), PORTION)) * repeats:
            chats = slice(first, first + PORTION)
            cpu, found = await _round(bot, place.deals[chats], each)
            cpu_without, found_without = await _round(lawless, elsewhere.deals[chats], each)
            ordered, unordered = ordered + found, unordered + found_without
            ratios.append(cpu / cpu_without)
    return ordered, unordered, median(ratios)


async def _round(bot: Bot, chats: Sequence[Open], each: int) -> tuple[float, int]:
    """CPU seconds and inversions of `each` presses in every chat."""
    before, standin = bot.cpu(), bot.standin
    presses = [press(chat.manager, NO_SUCH_BUTTON) for chat in chats for _ in range(each)]
    known = len(standin.answered)
    standin.deliver(*presses)
    await standin.until(lambda: len(standin.answered) >= known + len(presses))
    await asyncio.sleep(REST)
    return bot.cpu() - before, inversions_of(presses, standin.answered[known:])


def inversions_of(presses: list[JsonObject], answered: list[str]) -> int:
    """How many pairs of one chat's presses were answered the wrong way round."""
    chat_of = {
        update["callback_query"]["id"]: update["callback_query"]["message"]["chat"]["id"]
        for update in presses
    }
    by_chat: dict[int, list[int]] = {}
    for query in answered:
        by_chat.setdefault(chat_of[query], []).append(int(query))
    return sum(
        later < earlier
        for chat in by_chat.values()
        for place, earlier in enumerate(chat)
        for later in chat[place + 1 :]
    )


def run(chats: int = 1000, each: int = 2, repeats: int = 3) -> None:
    print(f" 4  order within one chat: {chats} chats, {each} presses each, {repeats} times")
    with company(chats, 1) as place, company(chats, 1) as elsewhere:
        inversions, lawless, ratio = asyncio.run(measure(place, elsewhere, repeats, each))
    print(f"    inversions          {inversions}   {verdict(inversions, 0)} (without order: {lawless})")
    print(f"    CPU / without order {ratio:.2f}   {verdict(ratio, GOAL)}")
