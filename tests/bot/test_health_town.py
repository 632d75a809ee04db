"""The whole bot watched over HTTP: it polls, ticks, counts; deaf for ninety seconds it is red."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from sqlalchemy.orm import Session

from bot import attempts
from crm.alerts import raise_alert
from tests.ports import free_port
from tests.town import OWNER, Town, running


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with running(database_url) as town:
        await town.stop_bot()
        town.settings = town.settings.model_copy(update={"health_port": free_port()})
        await town.start_bot()
        yield town


def owe_the_owner(tx: Session, *, now: dt.datetime) -> None:
    raise_alert(tx, "update_failed", now=now, number=5)


async def asked(town: Town, page: str) -> tuple[int, Any]:
    address = f"http://127.0.0.1:{town.settings.health_port}/{page}"
    async with town.http.get(address) as answer:
        json = answer.content_type == "application/json"
        return answer.status, await (answer.json() if json else answer.text())


async def comes(town: Town, status: int) -> Any:
    async with asyncio.timeout(10):
        while (answer := await asked(town, "healthz"))[0] != status:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return answer[1]


async def test_a_bot_at_work_is_green_and_counts(town: Town) -> None:
    await town.post("/faults", kind="too_many_requests", method="sendMessage")
    await town.chat(OWNER).starts()
    await town.crm.write(owe_the_owner, now=town.now)
    await town.settle()
    health, ready = await asked(town, "healthz"), await asked(town, "readyz")
    figures = (await asked(town, "metrics"))[1]

    assert (health[0], health[1]["status"]) == (200, "ok")
    assert ready == (200, {"started": True, "listening": True, "database": True})
    assert 'dozvon_updates_total{result="stored"} 1.0' in figures
    assert 'dozvon_updates_total{result="handled"} 1.0' in figures
    assert 'dozvon_updates_total{result="retried"} 1.0' in figures
    assert "dozvon_too_many_requests_total 1.0" in figures
    assert "dozvon_handling_seconds_count 1.0" in figures
    assert 'dozvon_messages_total{kind="alert",result="sent"} 1.0' in figures
    assert "dozvon_sending_seconds_count 1.0" in figures


async def test_deaf_for_ninety_seconds_it_is_red_until_it_hears_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "PAUSES", (0.01,))
    monkeypatch.setattr("bot.polling.PAUSES", (0.01,))
    await town.post("/faults", kind="error", code=401, method="getUpdates", count=10**9)
    await town.post(f"/page/phones/{OWNER}/text", text="Анна")  # ends the poll under way
    async with asyncio.timeout(10):
        while "dozvon_poll_failures_total{" not in (await asked(town, "metrics"))[1]:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    still = await asked(town, "healthz")
    town.app._vitals._seconds = lambda: time.monotonic() + 91
    red = await comes(town, 503)
    async with town.http.delete(town.sandbox.base_url + "/faults"):
        await town.post(f"/page/phones/{OWNER}/text", text="Борис")
    green = await comes(town, 200)

    assert still[0] == 200
    assert (red["checks"]["poll"]["ok"], green["checks"]["poll"]["ok"]) == (False, True)


async def test_once_stopped_nobody_answers(town: Town) -> None:
    await town.stop_bot()

    with pytest.raises(aiohttp.ClientConnectionError):
        await asked(town, "healthz")
