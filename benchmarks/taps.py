"""Figure 23: taps to report a call, counted by pressing the real keyboards of the real bot.

Every outcome of every stage is walked on deals of its own, from the card that comes as a reminder: once
by the first button of each question, once to the last hour of the last day on offer. Typed lines are
counted apart. A client's request is walked from his [Start].
"""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.verdict import verdict
from bot.callbacks import BadTap, Tap
from bot.taps.deals import GiveUpTap, MoreTap, PickTap, ReportTap
from bot.taps.requests import AgreeTap, ConvenientTap, LeaveTap
from crm.models import (
    Activity,
    ActivityKind,
    DealState,
    Effect,
    Outcome,
    OutcomeStage,
    Request,
    Stage,
    SumRule,
)
from tests.chat import Chat, Shown
from tests.town import ANNA, OWNER, Town, running

ONE_TAP = {Effect.RETRY}
DATED = {Effect.ASK_NEXT, Effect.PART_PAY}
SUM, PART, NUMBER = "84000", "10000", "+79167654321"
KNOWN_SUM = 8_400_000
LONGEST = 8


@dataclass(frozen=True)
class Offer:
    """An outcome as a stage offers it."""

    stage: str
    outcome_id: int
    outcome: str
    effect: Effect
    sum_rule: SumRule


@dataclass(frozen=True)
class Walk:
    """What one report took. `more`: one of the taps was [More]."""

    taps: int
    lines: int
    more: bool

    def __str__(self) -> str:
        return f"up to {self.taps} taps" + ", the sum typed" * self.lines


class Reporter:
    """A manager with one deal before him, who wants to report one outcome."""

    def __init__(self, town: Town, deal_id: int, offer: Offer, *, last: bool) -> None:
        self._town = town
        self._chat = town.chat(OWNER)
        self._deal_id = deal_id
        self._offer = offer
        self._last = last

    async def walk(self) -> Walk:
        """Report from the card on. Raises AssertionError where the keyboards lead nowhere."""
        shown, taps, lines, more = await self._card(), 0, 0, False
        if not self._reports(shown):
            shown, taps, more = await self._press(shown, self._taps(shown, MoreTap)[0]), 1, True
        shown, taps = await self._press(shown, self._reports(shown)[0]), taps + 1
        other_day = False
        while not await self._reported():
            assert taps < LONGEST, f"{self._offer} is not reported after {taps} taps"
            days = self._taps(shown, PickTap)
            choices = self._reports(shown) or self._taps(shown, GiveUpTap)
            if self._last and days and not other_day:
                shown, taps, other_day = await self._press(shown, days[-1]), taps + 1, True
            elif choices:
                shown, taps = await self._press(shown, choices[-1 if self._last else 0]), taps + 1
            else:
                shown, lines = await self._chat.says(self._words()), lines + 1
        return Walk(taps, lines, more)

    async def _card(self) -> Shown:
        return next(shown for shown in reversed(await self._chat.received()) if self._taps(shown, MoreTap))

    async def _press(self, shown: Shown, data: str) -> Shown:
        return await pressed(self._chat, shown, data)

    def _reports(self, shown: Shown) -> list[str]:
        mine = [ReportTap.parse(data) for data in self._taps(shown, ReportTap)]
        return [tap.pack() for tap in mine if tap.outcome_id == self._offer.outcome_id]

    def _taps(self, shown: Shown, kind: type[Tap]) -> list[str]:
        """The buttons of this kind that are about our deal; of step kinds only the day's own."""
        found = []
        for data in codes(shown):
            try:
                tap = kind.parse(data)
            except BadTap:
                continue
            if getattr(tap, "deal_id", None) == self._deal_id:
                found.append((tap, data))
        return [data for tap, data in found if not (isinstance(tap, PickTap) and tap.kind)]

    def _words(self) -> str:
        return PART if self._offer.sum_rule is SumRule.PAYMENT else SUM

    async def _reported(self) -> bool:
        def count(tx: Session) -> int:
            told = Activity.kind == ActivityKind.OUTCOME, Activity.deal_id == self._deal_id
            return tx.scalar(select(func.count()).where(*told)) or 0

        return bool(await self._town.crm.read(count))


async def walked(town: Town, offer: Offer, sum_minor: int | None, *, last: bool) -> Walk:
    deal_id = await town.given.deal(stage=offer.stage, sum_minor=sum_minor)
    await town.settle()
    return await Reporter(town, deal_id, offer, last=last).walk()


async def request_of(town: Town, chat: Chat) -> tuple[int, int]:
    """Taps and lines from [Start] to a number; sharing one's own number is a tap."""
    shown, taps, lines = await chat.starts(), 1, 0
    while not await town.crm.read(lambda tx: tx.scalar(select(func.count(Request.id)))):
        data = next((code for code in codes(shown) if _forward(code)), None)
        if data:
            shown, taps = await pressed(chat, shown, data), taps + 1
        elif await chat.reply_keyboard():
            shown, taps = await chat.shares_number(), taps + 1
        else:
            shown, lines = await chat.says("Окна в детскую"), lines + 1
        assert taps < LONGEST, "no request after many taps"
    return taps, lines


def _forward(data: str) -> bool:
    return data.partition(":")[0] in {tap.prefix for tap in (LeaveTap, ConvenientTap, AgreeTap)}


def codes(shown: Shown) -> list[str]:
    return [button["callback_data"] for row in shown.buttons for button in row if "callback_data" in button]


async def pressed(chat: Chat, shown: Shown, data: str) -> Shown:
    """The pressed message if it was redrawn, otherwise the newest."""
    await chat.town.post(f"/page/phones/{chat.person}/tap", message_id=shown.message_id, data=data)
    await chat.town.settle()
    received = await chat.received()
    now = next(one for one in received if one.message_id == shown.message_id)
    return now if now != shown else received[-1]


def offers(tx: Session) -> list[Offer]:
    query = (
        select(Stage.key, Outcome)
        .join(OutcomeStage, OutcomeStage.stage_id == Stage.id)
        .join(Outcome)
        .where(Stage.kind == DealState.OPEN)
        .order_by(Stage.position, OutcomeStage.position)
    )
    return [
        Offer(stage, one.id, str(one.key), one.effect, one.sum_rule)
        for stage, one in tx.execute(query)
        if stage is not None
    ]


async def measure(only: Sequence[str] = ()) -> tuple[dict[Offer, list[Walk]], tuple[int, int]]:
    """The walks of each offer (of these stages, or of all), and taps and lines of a request."""
    walks: dict[Offer, list[Walk]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as place:
        async with running(f"sqlite:///{place}/taps.db") as town:
            await town.chat(OWNER).starts()
            for offer in await town.crm.read(offers):
                if only and offer.stage not in only:
                    continue
                walks[offer].append(await walked(town, offer, KNOWN_SUM, last=False))
                if offer.effect in DATED:
                    walks[offer].append(await walked(town, offer, KNOWN_SUM, last=True))
                if offer.sum_rule is SumRule.IF_UNKNOWN:
                    walks[offer].append(await walked(town, offer, None, last=True))
            return walks, await request_of(town, town.chat(ANNA))


def run() -> None:
    print("23  taps to report a call, from the card; every stage, every outcome")
    walks, (taps, lines) = asyncio.run(measure())
    for title, effects, goal in (
        ("no answer, busy, unreachable", ONE_TAP, 1),
        ("any hour on offer, sum known", DATED, 3),
    ):
        direct = [walk for offer, found in walks.items() if offer.effect in effects for walk in found]
        worst = max(walk.taps for walk in direct if not (walk.more or walk.lines))
        print(f"    {title:31} {worst}   {verdict(worst, goal)}")
    dated = [walk for offer, found in walks.items() if offer.effect in DATED for walk in found]
    chosen = max(walk.taps - walk.more for walk in dated if not walk.lines)
    print(f"    {'the same from any outcome':31} {chosen}   {verdict(chosen, 3)} ([More] not counted)")
    print(f"    {'a request of a client':31} {taps}   {verdict(taps, 6)} (and lines typed: {lines})")
    for offer, found in walks.items():
        walk = max(found, key=lambda walk: (walk.taps, walk.lines))
        if walk.taps > (1 if offer.effect in ONE_TAP else 3) or walk.lines:
            why = " (under [More])" if walk.more else ""
            print(f"    more is needed: {offer.outcome} at {offer.stage}: {walk}{why}")
