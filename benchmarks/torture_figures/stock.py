"""The same kills for stock python-telegram-bot, to see what they cost where nothing is done about them."""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import closing

from benchmarks.torture_figures.databases import folder
from benchmarks.torture_figures.ground import FIRST_MANAGER
from benchmarks.torture_figures.lives import lives
from benchmarks.torture_figures.moments import in_pieces
from benchmarks.torture_figures.town import town
from benchmarks.torture_figures.victim import Victim

STOCK = ("-m", "benchmarks.peers.stock_sqlite")
STOCK_READY = b"Application started"


async def torment(kills: int, each: int, people: int, round_trip: float, seed: int) -> tuple[int, int, int]:
    """Presses made, lost and written twice."""
    crowd = range(FIRST_MANAGER, FIRST_MANAGER + people)
    with folder() as place:
        async with town(crowd, round_trip=round_trip, seed=seed) as streets:
            env = {**streets.env, "DATABASE": str(place / "presses.db")}
            victim = Victim(env, place / "log", STOCK, STOCK_READY)
            presses: list[str] = []

            def press(number: int) -> None:
                person = FIRST_MANAGER + number % people
                message = streets.place(person, "Please choose:", ("Option 1", str(number)))
                presses.append(streets.tap(person, message, str(number)))

            pieces = in_pieces(range(kills * each), kills)
            try:
                await lives([victim], streets, press, pieces, random.Random(seed))
                await streets.quiet()
                await victim.stop()
            finally:
                victim.give_up()
        with closing(sqlite3.connect(place / "presses.db")) as connection:
            written = Counter(query for (query,) in connection.execute("SELECT query_id FROM presses"))
    lost = sum(written[query] == 0 for query in presses)
    return len(presses), lost, sum(times > 1 for times in written.values())


def run(kills: int, each: int, people: int, round_trip: float, seed: int) -> None:
    presses, lost, doubled = asyncio.run(torment(kills, each, people, round_trip, seed))
    print(
        f"    stock python-telegram-bot, {kills} kills over {presses} presses: {lost} lost, {doubled} doubled"
    )
