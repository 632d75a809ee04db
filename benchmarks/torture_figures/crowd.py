"""What people do while the bot is killed, and what each of them must have got for it."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from benchmarks.torture_figures.ground import VERSION, Ground, Plot
from benchmarks.torture_figures.town import Town
from bot.i18n import locale_of
from bot.taps.deals import PLAIN, ReportTap
from crm.db import engine_of
from crm.models import Activity, ActivityKind, Deal

PRESS, TWICE, NOTE, NUMBER = "press", "twice", "note", "number"
# How often each is done; a press is what managers live by.
SHARES = {PRESS: 5, TWICE: 1, NOTE: 2, NUMBER: 1}
UPDATES = {PRESS: 1, TWICE: 2, NOTE: 1, NUMBER: 1}
CARD = "▫️"
WORDS = "Заметка"
LINES = select(Activity.deal_id, Activity.kind)
VERSIONS = select(Deal.id, Deal.version)


@dataclass(frozen=True)
class Act:
    """One thing done to one deal. Only a number typed changes nothing: it shows the card."""

    kind: str
    plot: Plot


@dataclass
class Toll:
    """Each of these is a count of acts but `shown_again`, which is one of screens."""

    updates: int = 0
    lost: list[str] = field(default_factory=list)
    """Without its effect."""
    doubled: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    """With its effect, but the person was not shown it, or his button stayed busy."""
    shown_again: int = 0

    @property
    def worst(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.unseen]


def acts_for(updates: int, plots: Sequence[Plot], chance: random.Random) -> list[Act]:
    """About so many updates, each act on a deal of its own."""
    acts, sent = [], 0
    for plot in plots:
        if sent >= updates:
            break
        act = Act(chance.choices(list(SHARES), list(SHARES.values()))[0], plot)
        acts.append(act)
        sent += UPDATES[act.kind]
    return acts


class Crowd:
    """Does the acts, and afterwards compares what was owed with what was had and seen."""

    def __init__(self, town: Town, ground: Ground) -> None:
        self._town = town
        self._ground = ground
        self._done: list[Act] = []
        self._cards: dict[int, int] = {}  # message by deal
        self._queries: dict[int, list[str]] = defaultdict(list)  # by deal

    def lay_out(self, acts: Sequence[Act]) -> None:
        """Each card is on its phone already, as the bot sent it some time ago."""
        for act in acts:
            if act.kind != NUMBER:
                plot = act.plot
                tap = ReportTap(plot.deal_id, self._ground.no_answer, VERSION, PLAIN)
                self._cards[plot.deal_id] = self._town.place(plot.manager, CARD, ("Не берёт", tap.pack()))
        used = {act.plot.deal_id for act in acts}
        self._untouched = [plot for plot in self._ground.plots if plot.deal_id not in used]
        self._since = len(self._town.ledger())

    def do(self, act: Act) -> None:
        plot = act.plot
        self._done.append(act)
        match act.kind:
            case "number":
                self._town.says(plot.manager, plot.number)
            case "note":
                self._town.says(plot.manager, f"{WORDS} {plot.deal_id}", reply_to=self._cards[plot.deal_id])
            case _:
                tap = ReportTap(plot.deal_id, self._ground.no_answer, VERSION, PLAIN).pack()
                for _ in range(UPDATES[act.kind]):
                    query = self._town.tap(plot.manager, self._cards[plot.deal_id], tap)
                    self._queries[plot.deal_id].append(query)

    def press_now(self) -> Act:
        """A press on a card that nobody has touched yet."""
        act = Act(PRESS, self._untouched.pop())
        self._cards[act.plot.deal_id] = self._town.place(act.plot.manager, CARD)
        self.do(act)
        return act

    def is_answered(self, act: Act) -> bool:
        """Whether every press of it has been let go."""
        return not self._town.is_busy(self._queries[act.plot.deal_id])

    def count(self, url: str) -> Toll:
        """Afterwards: the bot has stopped."""
        toll = Toll(updates=sum(UPDATES[act.kind] for act in self._done))
        engine = engine_of(url)
        with engine.connect() as connection:
            self._effects(connection, toll)
        engine.dispose()
        self._sights(toll)
        return toll

    def _effects(self, connection: Connection, toll: Toll) -> None:
        lines: Counter[tuple[int | None, ActivityKind]] = Counter()
        for deal, kind in connection.execute(LINES):
            lines[deal, kind] += 1
        versions = {deal: version for deal, version in connection.execute(VERSIONS)}
        for act in self._done:
            deal = act.plot.deal_id
            pressed = int(act.kind in (PRESS, TWICE))
            owed = (pressed, int(act.kind == NOTE), VERSION + pressed)
            had = (lines[deal, ActivityKind.OUTCOME], lines[deal, ActivityKind.NOTE], versions[deal])
            if any(mine < due for mine, due in zip(had, owed, strict=True)):
                toll.lost.append(f"{act.kind} on deal {deal}: {had} instead of {owed}")
            elif had != owed:
                toll.doubled.append(f"{act.kind} on deal {deal}: {had} instead of {owed}")

    def _sights(self, toll: Toll) -> None:
        """From the ledger: all that each phone was sent after the cards had been laid out."""
        said = locale_of("ru").plain("error-already-handled")
        seen: Counter[tuple[int, str]] = Counter()
        already: Counter[int] = Counter()
        answered = set()
        for entry in self._town.ledger(self._since):
            if entry["event"] == "answer":
                answered.add(entry["query_id"])
            elif entry["event"] == "message" and entry["from"] == "bot":
                already[entry["phone"]] += entry["text"] == said
                for name in names_in(entry["text"]):
                    seen[entry["phone"], name] += 1
        for act in self._done:
            plot = act.plot
            if act.kind in (PRESS, TWICE):
                card = self._town.shown(plot.manager, self._cards[plot.deal_id])
                busy = [query for query in self._queries[plot.deal_id] if query not in answered]
                if busy or plot.name not in card:
                    toll.unseen.append(f"{act.kind} on deal {plot.deal_id}: {len(busy)} busy, {card!r}")
                continue
            shown = seen[plot.manager, plot.name]
            if shown:
                toll.shown_again += shown - 1
            elif act.kind == NOTE and already[plot.manager]:
                # Its effect was there when the bot came back: it says so, without the name.
                already[plot.manager] -= 1
            else:
                toll.unseen.append(f"{act.kind} on deal {plot.deal_id}: no answer")


def names_in(words: str) -> list[str]:
    """Clients of ours: `Клиент 000123`."""
    parts = words.split("Клиент ")[1:]
    return sorted({f"Клиент {part[:6]}" for part in parts if part[:6].isdigit()})
