"""Backups made while people press: each must be whole, of one moment, and possible to put back."""

import asyncio
import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, func, select

from benchmarks.torture_figures.busy import busy
from benchmarks.torture_figures.crowd import Toll
from benchmarks.torture_figures.databases import databases, folder
from benchmarks.torture_figures.ground import VERSION
from benchmarks.torture_figures.said import counted, noted
from crm.backup import BadBackup, backup, restore
from crm.db import engine_of
from crm.models import Activity, ActivityKind, Deal, Reminder

RATE = 12.0  # acts a second
ACTS_EACH = 100  # more than there is time for while one is made, put back and read
ACTS_FIRST = 300
PAUSE = 0.1  # seconds at most between two backups
OUTCOMES = select(func.count()).where(Activity.kind == ActivityKind.OUTCOME)
TOLD = (
    select(Deal.id, Deal.version, func.count(Activity.id))
    .outerjoin(Activity, (Activity.deal_id == Deal.id) & (Activity.kind == ActivityKind.OUTCOME))
    .group_by(Deal.id, Deal.version)
)


@dataclass
class Kept:
    made: int = 0
    bad: list[str] = field(default_factory=list)
    meanwhile: int = 0
    """Reports written while a backup was being made."""
    toll: Toll = field(default_factory=Toll)


async def torment(kind: str, backups: int, seed: int) -> Kept:
    kept = Kept()
    chance = random.Random(seed)
    with databases(kind, 2) as (url, spare), folder() as place:
        async with busy(url, ACTS_FIRST + ACTS_EACH * backups, RATE, seed) as crowd:
            for number in range(backups):
                await asyncio.sleep(chance.uniform(0, PAUSE))
                await _one(kept, url, spare, place / f"{number}.backup")
        kept.toll = crowd.count(url)
    return kept


async def _one(kept: Kept, url: str, spare: str, file: Path) -> None:
    kept.made += 1
    before = await asyncio.to_thread(_asked, url)
    try:
        await asyncio.to_thread(backup, url, file)
        after = await asyncio.to_thread(_asked, url)
        now = dt.datetime.now(dt.UTC)
        await asyncio.to_thread(lambda: restore(file, spare, overwrite=True, now=now))
    except BadBackup as error:
        kept.bad.append(str(error))
        return
    kept.meanwhile += after - before
    kept.bad += await asyncio.to_thread(_faults, spare, before, after)
    await asyncio.to_thread(file.unlink)


def _asked(url: str) -> int:
    """How many outcomes are written down."""
    engine = engine_of(url, writing=False)
    try:
        with engine.connect() as connection:
            return connection.scalar(OUTCOMES) or 0
    finally:
        engine.dispose()


def _faults(spare: str, before: int, after: int) -> list[str]:
    engine = engine_of(spare)
    try:
        with engine.connect() as connection:
            return _contents(connection, before, after)
    finally:
        engine.dispose()


def _contents(connection: Connection, before: int, after: int) -> list[str]:
    """What cannot be: a moment outside the backup's own, and a deal that differs from its history."""
    faults = []
    outcomes = connection.scalar(OUTCOMES) or 0
    if not before <= outcomes <= after:
        faults.append(f"{outcomes} outcomes, and there were {before} to {after}")
    deals = connection.execute(TOLD).all()
    faults += [
        f"deal {deal}: {version=}, {told=}" for deal, version, told in deals if version != VERSION + told
    ]
    if connection.scalar(select(func.count(Reminder.deal_id))) != len(deals):
        faults.append("reminders and deals differ")
    return faults


def run(kind: str, backups: int, seed: int) -> bool:
    print(f"    backups under load: {kind}, seed {seed}", flush=True)
    kept = asyncio.run(torment(kind, backups, seed))
    print(f"    {kept.made} made, verified, put back and read")
    met = [counted("bad", kept.bad), counted("presses lost meanwhile", kept.toll.worst)]
    noted("outcomes while one was made", kept.meanwhile / kept.made, "on average")
    return all(met)
