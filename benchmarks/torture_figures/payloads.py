"""Figure 11: forged callback data. No crash, no change, nothing of anybody else's."""

import asyncio
import logging
import multiprocessing
import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, cast

import structlog
from sqlalchemy import delete
from sqlalchemy.orm import Session
from telegram import Bot, Update
from telegram.ext import ExtBot

from benchmarks.torture_figures.databases import database
from benchmarks.torture_figures.ears import Ears
from benchmarks.torture_figures.forge import Forge
from benchmarks.torture_figures.harm import OUTSIDERS, Harm, attack_over_http
from benchmarks.torture_figures.house import House, alerts, built, changed, foreign_questions, picture
from benchmarks.torture_figures.said import counted, figure, noted
from bot.app import App
from bot.clock import Clock
from bot.handlers import all_routes
from crm import inbox
from crm.db import Crm
from crm.inbox import Handled, Incoming
from crm.models import InboxUpdate

BATCH = 2000
AT_ONCE = 8
OVER_HTTP = 500  # one in so many goes the whole way
MINUTES = 10.0


class Nothing:
    """A scheduler without a clock."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def tick(self) -> None: ...
    def look(self) -> None: ...


class Attack:
    """The real router, tables and database; Telegram is a pair of ears."""

    def __init__(self, crm: Crm, house: House, seed: int) -> None:
        self._crm = crm
        self._house = house
        self._chance = random.Random(seed)
        self._forge = Forge(self._chance, house.records)
        self._ears = Ears()
        self._bot = cast(Bot, self._ears)
        app = App(crm, Clock(), Nothing(), all_routes(), token="1:ears", api_url="http://127.0.0.1:1")
        self._router = app._router
        app._router._bot = app._commands._bot = cast(ExtBot[Any], self._ears)
        self._next = 1
        self.harm = Harm()

    async def go(self, count: int) -> Harm:
        before = await asyncio.to_thread(picture, self._crm.engine, self._house)
        while self.harm.tried < count:
            await self._batch(min(BATCH, count - self.harm.tried))
        after = await asyncio.to_thread(picture, self._crm.engine, self._house)
        self.harm.changes += changed(before, after)
        if foreign_questions(self._crm.engine, self._house):
            self.harm.changes.append("a question of somebody else")
        self.harm.leaks += self._ears.leaks
        self.harm.crashes += ["an apology"] * self._ears.apologies + alerts(self._crm.engine)
        return self.harm

    async def _batch(self, count: int) -> None:
        """As the intake does it: stored, handled, and forgotten at last."""
        presses = [self._press() for _ in range(count)]
        incoming = [Incoming(press["update_id"], 0, "{}") for press in presses]
        await self._crm.write(inbox.store, incoming, Handled([], []), now=Clock().now())
        waiting = iter(presses)
        await asyncio.gather(*(self._drain(waiting) for _ in range(AT_ONCE)))
        await self._crm.write(_forget)
        for press in presses:
            query = press["callback_query"]
            if self._ears.answered.pop(query["id"], 0) != 1:
                self.harm.unanswered.append(repr(query["data"]))
        self.harm.tried += count

    async def _drain(self, waiting: Any) -> None:
        for press in waiting:
            try:
                await self._router.handle(Update.de_json(press, self._bot))
            except Exception as error:
                self.harm.crashes.append(f"{press['callback_query']['data']!r}: {error!r}")

    def _press(self) -> dict[str, Any]:
        number, self._next = self._next, self._next + 1
        person = self._chance.choice(self._house.outsiders)
        user = {"id": person, "is_bot": False, "first_name": f"M{person}", "language_code": "ru"}
        chat = {"id": person, "type": "private", "first_name": user["first_name"]}
        query = {
            "id": str(number),
            "from": user,
            # At Telegram an old message has no date: only where it stands is known.
            "message": {"message_id": 1, "date": self._chance.choice((0, 1_795_000_000)), "chat": chat},
            "chat_instance": "1",
            "data": self._forge.payload(),
        }
        return {"update_id": number, "callback_query": query}


def _forget(tx: Session) -> None:
    tx.execute(delete(InboxUpdate))


def attack(count: int, seed: int) -> Harm:
    """One process's share, on a database of its own."""
    logging.disable(logging.CRITICAL)
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())

    async def work() -> Harm:
        with database("sqlite") as url:
            house = await built(url, OUTSIDERS)
            crm = Crm(url)
            try:
                return await Attack(crm, house, seed).go(count)
            finally:
                crm.close()

    return asyncio.run(work())


def shares(count: int, parts: int) -> list[int]:
    return [count * (n + 1) // parts - count * n // parts for n in range(parts)]


def torment(count: int, seed: int, processes: int) -> Harm:
    harm = Harm()
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        for found in pool.map(attack, shares(count, processes), range(seed, seed + processes)):
            harm.add(found)
    return harm


def run(count: int, seed: int) -> bool:
    cores: Sequence[int] = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
    print(f"11  forged callback data: {count} in {len(cores)} process(es), seed {seed}", flush=True)
    began = time.monotonic()
    harm = torment(count, seed, len(cores))
    minutes = (time.monotonic() - began) / 60
    far = asyncio.run(attack_over_http(count // OVER_HTTP, seed))
    harm.add(far)
    met = [
        counted("crashes", harm.crashes),
        counted("changes", harm.changes),
        counted("foreign records", harm.leaks),
        counted("not answered once", harm.unanswered),
        figure("minutes", minutes, MINUTES * max(1.0, count / 1_000_000)),
    ]
    noted("of them over HTTP", far.tried)
    return all(met)
