"""What forged presses did, and the forged presses that go the whole way over HTTP."""

import asyncio
import random
from dataclasses import dataclass, field

from benchmarks.torture_figures.databases import database, folder
from benchmarks.torture_figures.ears import FOREIGN, SORRY
from benchmarks.torture_figures.forge import Forge
from benchmarks.torture_figures.house import OWNER, alerts, built, changed, picture
from benchmarks.torture_figures.town import town
from benchmarks.torture_figures.victim import Victim, faults_in
from crm.db import engine_of

OUTSIDERS = 60


@dataclass
class Harm:
    tried: int = 0
    crashes: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    """Presses not answered exactly once."""

    def add(self, other: "Harm") -> None:
        self.tried += other.tried
        for name in ("crashes", "changes", "leaks", "unanswered"):
            getattr(self, name).extend(getattr(other, name))


async def attack_over_http(count: int, seed: int) -> Harm:
    """The whole way: the sandbox, the real process, its inbox."""
    chance = random.Random(seed)
    harm = Harm()
    with database("sqlite") as url, folder() as place:
        house = await built(url, OUTSIDERS)
        forge = Forge(chance, house.records)
        engine = engine_of(url)
        async with town([OWNER, *house.outsiders], round_trip=0, seed=seed) as streets:
            env = {**streets.env, "DATABASE_URL": url, "OWNER_ID": str(OWNER)}
            victim = Victim(env, place / "log")
            try:
                await victim.start()
                await victim.until_ready()
                before = picture(engine, house)
                menus = {person: streets.place(person, "▫️") for person in house.outsiders}
                queries = {}
                for number in range(count):
                    person = house.outsiders[number % len(house.outsiders)]
                    data = forge.payload()
                    queries[streets.tap(person, menus[person], data)] = data
                    await asyncio.sleep(0)
                await streets.quiet()
                harm.changes += changed(before, picture(engine, house))
                harm.crashes += alerts(engine)
                await victim.stop()
            finally:
                victim.give_up()
                engine.dispose()
            for entry in streets.ledger():
                if entry["event"] == "answer":
                    queries.pop(entry["query_id"], None)
                words = entry.get("text") or ""
                if FOREIGN.search(words):
                    harm.leaks.append(words)
                if words in SORRY:
                    harm.crashes.append("an apology")
        harm.unanswered += [repr(data) for data in queries.values()]
        harm.crashes += faults_in(place / "log")
    harm.tried = count
    return harm
