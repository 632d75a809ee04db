"""Two at once on one deal: two people (a race), or one thumb twice (a double tap). One effect each."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.torture_figures.databases import database, folder
from benchmarks.torture_figures.ground import OWNER, VERSION, Ground, Plot, furnish
from benchmarks.torture_figures.moments import far_ahead
from benchmarks.torture_figures.said import counted, noted
from benchmarks.torture_figures.town import town
from benchmarks.torture_figures.victim import Victim
from bot.taps.deals import PLAIN, ReportTap
from crm.access import Actor, TelegramPerson, meet
from crm.db import Crm, engine_of
from crm.errors import StaleScreen
from crm.models import Activity, ActivityKind, Deal
from crm.outcomes import report
from crm.recorded import Recorded
from crm.reports import Report

MANAGERS = 200
AT_ONCE = 4  # races
OVER_HTTP = 50  # one in so many goes the whole way
APART = 0.3  # seconds: who presses faster than four times a second is slowed, and races nobody


@dataclass
class Raced:
    held: int = 0
    lost: list[str] = field(default_factory=list)
    """Somebody was told that it is written down, and it is not."""
    doubled: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    """Answers that are neither "written down" nor "the card has changed"."""

    def add(self, other: "Raced") -> None:
        self.held += other.held
        self.lost += other.lost
        self.doubled += other.doubled
        self.odd += other.odd


async def in_the_database(kind: str, races: int, *, thumb: bool) -> Raced:
    """Two processes' worth of doors to one database; `thumb`: both presses are one person's."""
    raced = Raced()
    with database(kind) as url:
        ground = await furnish(url, MANAGERS, [far_ahead()] * races)
        doors = Crm(url), Crm(url)
        try:
            people = await doors[0].write(_people, ground.people)
            waiting = iter(ground.plots)
            await asyncio.gather(
                *(_hold(raced, doors, people, ground, waiting, thumb=thumb) for _ in range(AT_ONCE))
            )
        finally:
            for door in doors:
                door.close()
        _effects(url, raced, ground.plots)
    raced.held = races
    return raced


async def _hold(
    raced: Raced,
    doors: tuple[Crm, Crm],
    people: dict[int, Actor],
    ground: Ground,
    waiting: Iterable[Plot],
    *,
    thumb: bool,
) -> None:
    for plot in waiting:
        manager = people[plot.manager]
        first = Report(plot.deal_id, ground.no_answer, VERSION)
        second = first if thumb else Report(plot.deal_id, ground.busy, VERSION)
        other = manager if thumb else people[OWNER]
        now = dt.datetime.now(dt.UTC)
        said = await asyncio.gather(
            doors[0].write(report, manager, first, now=now),
            doors[1].write(report, other, second, now=now),
            return_exceptions=True,
        )
        _judge(raced, plot, said, thumb=thumb)


def _judge(raced: Raced, plot: Plot, said: Sequence[Any], *, thumb: bool) -> None:
    """Of two people one is told; of two taps both are, the second that it was written down before."""
    told = [one for one in said if isinstance(one, Recorded)]
    anew = [one for one in told if not one.again]
    refused = [one for one in said if isinstance(one, StaleScreen)]
    if len(anew) != 1 or len(told) != (2 if thumb else 1) or len(told) + len(refused) != 2:
        raced.odd.append(f"deal {plot.deal_id}: {said!r}"[:300])


def _effects(url: str, raced: Raced, plots: Sequence[Plot]) -> None:
    """Exactly one outcome on each deal, and its version one further."""
    engine = engine_of(url)
    with engine.connect() as connection:
        query = select(Activity.deal_id).where(Activity.kind == ActivityKind.OUTCOME)
        lines = Counter(connection.scalars(query))
        versions = {deal: version for deal, version in connection.execute(select(Deal.id, Deal.version))}
    engine.dispose()
    for plot in plots:
        had = lines[plot.deal_id], versions[plot.deal_id]
        if had != (1, VERSION + 1):
            missing = had[0] < 1 or had[1] <= VERSION
            (raced.lost if missing else raced.doubled).append(f"deal {plot.deal_id}: {had}")


def _people(tx: Session, ids: Sequence[int]) -> dict[int, Actor]:
    now = dt.datetime.now(dt.UTC)
    return {one: meet(tx, TelegramPerson(one, f"M{one}", None, "ru"), now=now) for one in ids}


async def over_http(kind: str, races: int, seed: int, *, thumb: bool, processes: int = 1) -> Raced:
    """The same on phones: both presses are on their way before either is seen."""
    raced = Raced(held=races)
    with database(kind) as url, folder() as place:
        ground = await furnish(url, MANAGERS, [far_ahead()] * races)
        async with town(ground.people, round_trip=0.01, seed=seed) as streets:
            env = {**streets.env, "DATABASE_URL": url, "OWNER_ID": str(OWNER)}
            victims = [Victim(env, place / "log") for _ in range(processes)]
            try:
                for victim in victims:
                    await victim.start()
                for victim in victims:
                    await victim.until_ready()
                cards = []
                for plot in ground.plots:
                    pairs = [(plot.manager, ground.no_answer)] * 2
                    if not thumb:
                        pairs[1] = OWNER, ground.busy
                    for person, outcome in pairs:
                        message = streets.place(person, "▫️")
                        streets.tap(person, message, ReportTap(plot.deal_id, outcome, VERSION, PLAIN).pack())
                        cards.append((plot, person, message))
                    await asyncio.sleep(APART)
                await streets.quiet()
                for victim in victims:
                    await victim.stop()
            finally:
                for victim in victims:
                    victim.give_up()
            for plot, person, message in cards:
                shown = streets.shown(person, message)
                if plot.name not in shown and not thumb:
                    raced.odd.append(f"deal {plot.deal_id}: {shown!r} on the phone of {person}")
        _effects(url, raced, ground.plots)
    return raced


def run(kind: str, races: int, seed: int, processes: int, *, thumb: bool) -> bool:
    what = "double taps" if thumb else "races of two people on one deal"
    print(f"    {what}: {kind}, seed {seed}", flush=True)
    raced = asyncio.run(in_the_database(kind, races - races // OVER_HTTP, thumb=thumb))
    far = asyncio.run(over_http(kind, races // OVER_HTTP, seed, thumb=thumb, processes=processes))
    raced.add(far)
    print(f"    {raced.held} held")
    met = [
        counted("updates lost", raced.lost),
        counted("effects doubled", raced.doubled),
        counted("told otherwise", raced.odd),
    ]
    noted("of them over HTTP", far.held)
    return all(met)
