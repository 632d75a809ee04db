"""Short forms of `make torture`: what is counted there is counted here, and nothing is timed.

Each prints its seed; TORTURE_SEED=... takes that one again.
"""

import os
import random
from collections import Counter
from contextlib import suppress

import pytest
from sqlalchemy import insert, update

from benchmarks.torture_figures import backups, payloads, races, restarts, updates
from benchmarks.torture_figures.crowd import NOTE, NUMBER, PRESS, Act, Crowd
from benchmarks.torture_figures.ears import FOREIGN
from benchmarks.torture_figures.forge import LONGEST, Forge
from benchmarks.torture_figures.ground import furnish
from benchmarks.torture_figures.harm import Harm, attack_over_http
from benchmarks.torture_figures.house import SECRET, built, changed, picture
from benchmarks.torture_figures.moments import far_ahead
from benchmarks.torture_figures.races import Raced
from benchmarks.torture_figures.town import Town, town
from bot.callbacks import BadTap, Tap
from bot.handlers import all_routes
from bot.i18n import locale_of
from crm.db import engine_of
from crm.models import Activity, ActivityKind, Client, Deal

# Starting a bot takes a second of work, and on a busy machine several.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    """A server of its own each: the shared one only says whether there can be one."""
    if request.param == "postgres":
        request.getfixturevalue("postgres_server")
    return str(request.param)


@pytest.fixture
def seed() -> int:
    chosen = int(os.environ.get("TORTURE_SEED") or random.randrange(10**6))
    print(f"TORTURE_SEED={chosen}")
    return chosen


async def test_killed_among_updates_and_reminders(seed: int) -> None:
    outcome = await updates.torment("sqlite", 20, 600, seed, reminders=100)

    assert outcome.kills == 20
    assert outcome.toll.updates >= 600
    assert outcome.toll.worst == []
    assert (outcome.rung.owed, outcome.rung.lost, outcome.rung.for_nothing) == (100, [], [])
    # Hardly half a second to work in between two kills: each finds something being sent.
    assert outcome.rung.by_kill.total() <= outcome.kills
    assert outcome.faults == []


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_server")
async def test_one_of_three_processes_killed(seed: int) -> None:
    outcome = await updates.torment("postgres", 5, 150, seed, processes=3)

    assert (outcome.kills, outcome.toll.worst, outcome.faults) == (5, [], [])


@pytest.mark.parametrize("half", [0, 1])
def test_forged_payloads(seed: int, half: int) -> None:
    harm = payloads.torment(25_000, seed + half, processes=1)

    assert harm == Harm(tried=25_000)


async def test_forged_payloads_over_http(seed: int) -> None:
    assert await attack_over_http(300, seed) == Harm(tried=300)


@pytest.mark.parametrize("thumb", [False, True], ids=["two people", "one thumb"])
async def test_races(kind: str, thumb: bool, seed: int) -> None:
    assert await races.in_the_database(kind, 200, thumb=thumb) == Raced(held=200)


@pytest.mark.parametrize("thumb", [False, True], ids=["two people", "one thumb"])
async def test_races_on_phones(thumb: bool, seed: int) -> None:
    assert await races.over_http("sqlite", 10, seed, thumb=thumb) == Raced(held=10)


async def test_backups_under_load(kind: str, seed: int) -> None:
    kept = await backups.torment(kind, 2, seed)

    assert (kept.made, kept.bad, kept.toll.worst) == (2, [], [])


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_server")
async def test_postgres_struck_down(seed: int) -> None:
    struck = await restarts.torment(2, seed)

    assert (len(struck.back), struck.toll.worst) == (2, [])


# What is looked for would be seen


async def acted(url: str, *kinds: str) -> tuple[Town, Crowd]:
    """People act, and no bot is there."""
    ground = await furnish(url, 2, [far_ahead()] * len(kinds))
    acts = [Act(kind, plot) for kind, plot in zip(kinds, ground.plots, strict=True)]
    async with town(ground.people, round_trip=0, seed=1) as streets:
        crowd = Crowd(streets, ground)
        crowd.lay_out(acts)
        for act in acts:
            crowd.do(act)
    return streets, crowd


async def test_a_loss_would_be_seen(sqlite_url: str) -> None:
    _, crowd = await acted(sqlite_url, PRESS, NOTE, NUMBER)

    toll = crowd.count(sqlite_url)

    assert [len(found) for found in (toll.lost, toll.doubled, toll.unseen)] == [2, 0, 3]


async def test_a_second_effect_would_be_seen(sqlite_url: str) -> None:
    _, crowd = await acted(sqlite_url, PRESS, NOTE)
    engine = engine_of(sqlite_url)
    with engine.begin() as connection:
        deals = {"at": far_ahead(), "client_id": 1}
        lines = [
            deals | {"deal_id": 1, "kind": ActivityKind.OUTCOME},
            deals | {"deal_id": 2, "kind": ActivityKind.NOTE},
        ]
        connection.execute(insert(Activity), lines * 2)
        connection.execute(update(Deal).where(Deal.id == 1).values(version=3))
    engine.dispose()

    toll = crowd.count(sqlite_url)

    assert [len(found) for found in (toll.lost, toll.doubled, toll.unseen)] == [0, 2, 2]


async def test_a_leak_and_a_change_would_be_seen(sqlite_url: str) -> None:
    house = await built(sqlite_url, 3)
    engine = engine_of(sqlite_url)
    before = picture(engine, house)
    with engine.begin() as connection:
        connection.execute(update(Client).where(Client.id == 1).values(zone="Asia/Omsk"))

    assert len(changed(before, picture(engine, house))) == 2
    engine.dispose()
    assert all(
        FOREIGN.search(words) for words in (SECRET, f"{SECRET} 7-1", "+7 999 000-71-23", "79990007123")
    )
    assert not FOREIGN.search(locale_of("ru").plain("error-old-button"))


def test_a_seed_says_it_all(seed: int) -> None:
    """The same seed forges the same again; most of it fits a button."""
    records = {"deal_id": [1, 2, 3]}
    first, again = ([Forge(random.Random(seed), records).payload() for _ in range(50)] for _ in range(2))
    many = Forge(random.Random(seed), records)
    lengths = [len(many.payload().encode()) for _ in range(2000)]

    assert first == again
    assert sum(length <= LONGEST for length in lengths) > 1500
    assert min(lengths) > 0


def test_every_kind_of_button_is_forged_well(seed: int) -> None:
    """Also those that carry a code of their own: what nobody understands tries no door."""
    kinds = {route.tap for routes in all_routes().taps.values() for route in routes if route.tap}
    forge = Forge(random.Random(seed), {"deal_id": [1, 2, 3]})
    told: Counter[type[Tap]] = Counter()
    for _ in range(40_000):
        data = forge.payload()
        for kind in (one for one in kinds if data.startswith(f"{one.prefix}:") or data == one.prefix):
            with suppress(BadTap):
                kind.parse(data)
                told[kind] += 1

    # The rarest comes some thirty times; less than five would be no chance.
    assert {kind.__name__ for kind in kinds if told[kind] < 5} == set()
