"""The bot watched over HTTP: red when it does not hear, tick or store; and nothing said of people."""

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import health as health_module
from bot.clock import Clock
from bot.health import Health, Vitals
from bot.metrics import Metrics
from bot.settings import SettingsError
from bot.web import HealthServer
from crm import inbox, outbox
from crm.db import Crm
from crm.inbox import Handled, Incoming
from crm.migrate import furnish
from crm.models import OutboxMessage, Role, User, Workspace
from tests.town import NOON

HOUR = dt.timedelta(hours=1)


class Seconds:
    """A stop-watch that the test moves."""

    def __init__(self) -> None:
        self.passed = 1000.0

    def __call__(self) -> float:
        return self.passed


class Noon(Clock):
    at = NOON

    def now(self) -> dt.datetime:
        return self.at


class Watched:
    """The endpoints of a bot of which nothing else runs."""

    def __init__(self, crm: Crm, http: aiohttp.ClientSession, **options: Any) -> None:
        self.crm = crm
        self.http = http
        self.clock = Noon()
        self.seconds = Seconds()
        self.vitals = Vitals(self.seconds)
        self.metrics = Metrics()
        self.health = Health(crm, self.clock.now, self.vitals, **options)
        self.server = HealthServer(self.health, self.metrics.text, "127.0.0.1", 0)

    async def get(self, path: str, method: str = "GET") -> tuple[int, Any]:
        async with self.http.request(method, self.server.address + path) as answer:
            plain = answer.content_type != "application/json"
            return answer.status, await (answer.text() if plain else answer.json())

    async def checks(self) -> dict[str, bool]:
        return {name: check["ok"] for name, check in (await self.get("/healthz"))[1]["checks"].items()}

    async def figures(self) -> dict[tuple[str, ...], float]:
        """Every sample by its name and the values of its labels."""
        text = (await self.get("/metrics"))[1]
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@asynccontextmanager
async def watching(url: str, **options: Any) -> AsyncIterator[Watched]:
    crm = Crm(url)
    async with aiohttp.ClientSession() as http:
        watched = Watched(crm, http, **options)
        await watched.server.start()
        try:
            yield watched
        finally:
            await watched.server.stop()
            crm.close()


@pytest.fixture
async def watched(database_url: str) -> AsyncIterator[Watched]:
    async with watching(database_url) as watched:
        yield watched


@pytest.fixture
async def alone(sqlite_url: str) -> AsyncIterator[Watched]:
    """For what does not depend on the database."""
    async with watching(sqlite_url) as watched:
        yield watched


def person(tx: Session) -> int:
    user = User(
        telegram_id=5,
        name="Анна Петрова",
        role=Role.MANAGER,
        language="ru",
        zone="Europe/Moscow",
        created_at=NOON,
    )
    tx.add(user)
    tx.flush()
    return user.id


async def test_all_is_well(watched: Watched) -> None:
    watched.vitals.polled()
    watched.seconds.passed += 3
    watched.vitals.ticked()

    assert await watched.get("/healthz") == (
        200,
        {
            "status": "ok",
            "checks": {
                "poll": {"ok": True, "age": 3.0},
                "tick": {"ok": True, "age": 0.0},
                "database": {"ok": True},
                "inbox": {"ok": True, "open": 0, "age": 0.0},
                "outbox": {"ok": True, "open": 0, "age": 0.0},
            },
        },
    )


@pytest.mark.parametrize(("seconds", "status"), [(89, 200), (91, 503)])
async def test_red_within_ninety_seconds_of_the_last_good_poll(
    alone: Watched, seconds: float, status: int
) -> None:
    alone.vitals.polled()
    alone.seconds.passed += seconds
    alone.vitals.ticked()

    assert (await alone.get("/healthz"))[0] == status
    alone.vitals.polled()
    assert (await alone.get("/healthz"))[0] == 200


async def test_a_bot_that_never_reached_telegram_is_red_too(alone: Watched) -> None:
    alone.seconds.passed += 91
    alone.vitals.ticked()

    assert (await alone.get("/healthz"))[1]["checks"]["poll"] == {"ok": False, "age": 91.0}


async def test_who_waits_for_another_poller_is_not_red(alone: Watched) -> None:
    alone.vitals.expect_polls(False)
    alone.seconds.passed += 1000
    alone.vitals.ticked()
    waiting = await alone.get("/healthz")
    alone.vitals.expect_polls(True)
    taken_over = await alone.get("/healthz")
    alone.seconds.passed += 91
    alone.vitals.ticked()
    alone.vitals.expect_polls(True)

    assert (waiting[0], waiting[1]["checks"]["poll"]) == (200, {"ok": True, "age": None})
    assert (taken_over[0], taken_over[1]["checks"]["poll"]["age"]) == (200, 0.0)
    assert (await alone.get("/healthz"))[0] == 503


async def test_a_scheduler_that_stands_still_is_red(alone: Watched) -> None:
    alone.seconds.passed += 61
    alone.vitals.polled()

    assert await alone.checks() == {
        "poll": True, "tick": False, "database": True, "inbox": True, "outbox": True
    }  # fmt: skip
    assert (await alone.get("/healthz"))[0] == 503


async def test_an_update_that_waits_too_long_is_red(watched: Watched) -> None:
    words = [Incoming(7, 5, '{"text": "Анна Петрова"}')]
    await watched.crm.write(inbox.store, words, Handled([], []), now=NOON)
    watched.clock.at = NOON + dt.timedelta(minutes=10)
    late = await watched.get("/healthz")
    watched.clock.at += dt.timedelta(seconds=1)

    assert (late[0], late[1]["checks"]["inbox"]) == (200, {"ok": True, "open": 1, "age": 600.0})
    assert (await watched.get("/healthz"))[1]["checks"]["inbox"] == {"ok": False, "open": 1, "age": 601.0}
    await watched.crm.write(inbox.finish, Handled([7], []))
    assert (await watched.get("/healthz"))[0] == 200


async def test_whoever_floods_turns_nothing_red(watched: Watched) -> None:
    flood = [Incoming(number, 5, "{}") for number in range(41)]
    await watched.crm.write(inbox.store, flood, Handled([], []), now=NOON)
    await watched.crm.write(inbox.store, [Incoming(99, 6, "{}")], Handled([], []), now=NOON + HOUR)
    watched.clock.at = NOON + HOUR + dt.timedelta(minutes=1)

    assert (await watched.get("/healthz"))[1]["checks"]["inbox"] == {"ok": True, "open": 42, "age": 60.0}


async def test_only_messages_that_could_be_sent_are_late(watched: Watched) -> None:
    user = await watched.crm.write(person)
    first = await watched.crm.write(outbox.owe, user, "alert", {"of": "Анна"}, now=NOON)
    await watched.crm.write(outbox.owe, user, "alert", {}, now=NOON)
    waits = update(OutboxMessage).where(OutboxMessage.id == first)
    await watched.crm.write(lambda tx: tx.execute(waits.values(claimed_until=NOON + HOUR)))
    watched.clock.at = NOON + HOUR - dt.timedelta(seconds=1)
    behind_another = (await watched.get("/healthz"))[1]["checks"]["outbox"]
    watched.clock.at = NOON + HOUR + dt.timedelta(minutes=11)
    late = (await watched.get("/healthz"))[1]["checks"]["outbox"]

    assert behind_another == {"ok": True, "open": 2, "age": 0.0}
    assert late == {"ok": False, "open": 2, "age": 660.0}


async def test_what_waits_for_the_owner_since_a_restore_is_not_late(watched: Watched) -> None:
    def put_back(tx: Session) -> None:
        furnish(tx, name="", zone="Europe/Moscow", country="RU", language="ru", currency="RUB")
        tx.scalars(select(Workspace)).one().restored_at = NOON + HOUR
        outbox.owe(tx, person(tx), "alert", {}, now=NOON)

    await watched.crm.write(put_back)
    watched.clock.at = NOON + 2 * HOUR

    assert (await watched.get("/healthz"))[1]["checks"]["outbox"] == {"ok": True, "open": 1, "age": 0.0}


async def test_what_waits_for_somebody_who_stopped_the_bot_is_not_late(watched: Watched) -> None:
    def stopped(tx: Session) -> None:
        user = person(tx)
        tx.get_one(User, user).blocked_at = NOON
        outbox.owe(tx, user, "alert", {}, now=NOON)

    await watched.crm.write(stopped)
    watched.clock.at = NOON + HOUR

    assert (await watched.get("/healthz"))[1]["checks"]["outbox"] == {"ok": True, "open": 1, "age": 0.0}


async def test_a_database_that_does_not_answer_is_red(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_module, "PATIENCE", 0.05)
    asked = 0

    async def stuck(*args: object, **options: object) -> None:
        nonlocal asked
        asked += 1
        await asyncio.Event().wait()

    monkeypatch.setattr(watched.crm, "read", stuck)
    answers = [await watched.get("/healthz") for _ in range(3)]

    assert [(status, answer["checks"]["database"]) for status, answer in answers] == [
        (503, {"ok": False})
    ] * 3
    assert asked == 1
    assert (await watched.get("/readyz"))[1]["database"] is False


async def test_little_room_and_old_backups_are_no_reason_to_be_killed(sqlite_url: str, tmp_path: Any) -> None:
    made = NOON - dt.timedelta(hours=51)
    async with watching(sqlite_url, folder=tmp_path, backed_up=lambda: made) as watched:
        watched.health.free = lambda: 100 << 20  # type: ignore[method-assign]
        status, answer = await watched.get("/healthz")
        well = (await watched.health.report()).well

    assert (status, answer["status"], well) == (200, "degraded", False)
    assert answer["checks"]["disk"] == {"ok": False, "free": 100 << 20}
    assert answer["checks"]["backup"] == {"ok": False, "age": 51 * 3600.0}


async def test_the_room_on_the_disk_is_told(sqlite_url: str, tmp_path: Any) -> None:
    async with watching(sqlite_url, folder=tmp_path, backed_up=lambda: NOON - HOUR) as watched:
        checks = (await watched.get("/healthz"))[1]["checks"]
    async with watching(sqlite_url, folder=tmp_path / "gone") as watched:
        gone = (await watched.get("/healthz"))[1]["checks"]

    assert checks["disk"]["free"] > 0
    assert checks["backup"] == {"ok": True, "age": 3600.0}
    assert gone["disk"] == {"ok": False, "free": 0}


async def test_ready_once_all_has_begun(alone: Watched) -> None:
    before = await alone.get("/readyz")
    alone.vitals.ready = True
    alone.vitals.polled()
    ready = await alone.get("/readyz")
    alone.seconds.passed += 91
    deaf = await alone.get("/readyz")
    alone.vitals.expect_polls(False)
    brought = await alone.get("/readyz")
    alone.vitals.ready = False

    assert before == (503, {"started": False, "listening": False, "database": True})
    assert ready == (200, {"started": True, "listening": True, "database": True})
    assert deaf == (503, {"started": True, "listening": False, "database": True})
    assert brought[0] == 200
    assert (await alone.get("/readyz"))[0] == 503


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("GET", "/healthz/..", 404), ("POST", "/healthz", 405), ("HEAD", "/healthz", 200)],
)
async def test_nothing_else_is_answered(alone: Watched, method: str, path: str, status: int) -> None:
    async with alone.http.request(method, alone.server.address + path) as answer:
        assert (answer.status, await answer.text()) == (status, "")


async def test_two_bots_in_one_process_count_each_for_itself(alone: Watched, tmp_path: Any) -> None:
    other = Metrics()
    other.handled(0.1)
    alone.metrics.handled(0.1)
    alone.metrics.handled(0.1)

    assert (await alone.figures())["dozvon_updates_total", "handled"] == 2


async def test_a_port_in_use_is_told_in_one_sentence(alone: Watched) -> None:
    port = int(alone.server.address.rpartition(":")[2])
    with pytest.raises(SettingsError, match=rf"^HEALTH_PORT {port} of 127\.0\.0\.1 cannot be used: .+\.$"):
        await HealthServer(alone.health, alone.metrics.text, "127.0.0.1", port).start()


async def test_the_figures(watched: Watched) -> None:
    user = await watched.crm.write(person)
    await watched.crm.write(outbox.owe, user, "alert", {"of": "Анна Петрова"}, now=NOON - HOUR / 60)
    metrics = watched.metrics
    metrics.stored(3)
    metrics.handled(0.03)
    metrics.parked()
    metrics.retried()
    metrics.ended("alert", "sent", 0.3)
    metrics.ended("alert", "refused", 0.3)
    metrics.due(0.01)
    metrics.poll_failed("NetworkError")
    metrics.limited()
    figures = await watched.figures()

    expected = {
        ("dozvon_updates_total", "stored"): 3,
        ("dozvon_updates_total", "handled"): 1,
        ("dozvon_updates_total", "parked"): 1,
        ("dozvon_updates_total", "retried"): 1,
        ("dozvon_handling_seconds_bucket", "0.02"): 0,
        ("dozvon_handling_seconds_bucket", "0.05"): 1,
        ("dozvon_messages_total", "alert", "sent"): 1,
        ("dozvon_messages_total", "alert", "refused"): 1,
        ("dozvon_sending_seconds_count",): 1,
        ("dozvon_due_late_seconds_count",): 1,
        ("dozvon_poll_failures_total", "NetworkError"): 1,
        ("dozvon_too_many_requests_total",): 1,
        ("dozvon_up",): 1,
        ("dozvon_check_ok", "poll"): 1,
        ("dozvon_open_rows", "outbox"): 1,
        ("dozvon_open_rows", "inbox"): 0,
        ("dozvon_age_seconds", "outbox"): 60,
    }
    assert {key: figures.get(key) for key in expected} == expected
    assert figures["process_resident_memory_bytes",] > 0


async def test_a_figure_that_is_gone_is_not_shown_as_it_was(alone: Watched) -> None:
    alone.seconds.passed += 1
    before = await alone.figures()
    alone.vitals.expect_polls(False)

    assert before["dozvon_age_seconds", "poll"] == 1
    assert ("dozvon_age_seconds", "poll") not in await alone.figures()


async def test_no_answer_names_anybody(watched: Watched) -> None:
    user = await watched.crm.write(person)
    await watched.crm.write(outbox.owe, user, "alert", {"of": "Анна Петрова"}, now=NOON)
    said = [str((await watched.get(path))[1]) for path in ("/healthz", "/readyz", "/metrics")]

    assert not re.search("[А-я]", "".join(said))
