"""A calendar asks for its person's feed over HTTP: the right link alone opens it, while it is valid."""

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator, Mapping

import pytest
from icalendar import Calendar

from bot import doctor, feeddoor
from crm.models import StepOrigin
from tests.chat import Chat
from tests.given import Given
from tests.ports import free_port
from tests.town import NOON, OLEG, OWNER, Town, running

HOUR = dt.timedelta(hours=1)
LINK = re.compile(r"http://\S+/calendar/[A-Za-z0-9_-]{22}\.ics")


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A town whose bot has feeds, behind a proxy that leaves the path as it is."""
    async with running(database_url) as town:
        await town.stop_bot()
        port = free_port()
        places = {"public_url": f"http://127.0.0.1:{port}/crm", "public_listen": f"127.0.0.1:{port}"}
        town.settings = town.settings.model_copy(update=places)
        await town.start_bot()
        yield town


async def a_link(chat: Chat) -> str:
    await chat.says("/settings")
    await chat.tap("Календарь")
    label = "Получить ссылку" if "Получить ссылку" in (await chat.screen()).labels else "Новая ссылка"
    found = LINK.search((await chat.tap(label)).text)
    assert found
    return found[0]


async def asked(
    town: Town, link: str, method: str = "GET", **headers: str
) -> tuple[int, bytes, Mapping[str, str]]:
    async with town.http.request(method, link, headers=headers) as answer:
        return answer.status, await answer.read(), answer.headers


def clients(file: bytes) -> list[str]:
    return [str(event["SUMMARY"]).rpartition(": ")[2] for event in Calendar.from_ical(file).walk("VEVENT")]


async def test_what_was_planned_is_in_the_feed_of_who_planned_it(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await manager_chat.starts()
    oleg = await given.manager(OLEG)
    await given.deal(oleg, client="Вера", at=NOON + 2 * HOUR, origin=StepOrigin.PROMISE)
    await given.deal(oleg, client="Анна", at=NOON + HOUR)
    await given.deal(oleg, client="Борис", at=NOON + HOUR, origin=StepOrigin.RETRY)
    await given.deal(client="Дина", at=NOON + HOUR)

    status, file, headers = await asked(town, await a_link(manager_chat))

    assert status == 200
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert headers["Cache-Control"] == "private, max-age=300"
    assert clients(file) == ["Анна", "Вера"]
    assert clients((await asked(town, await a_link(chat)))[1]) == ["Дина"]


async def test_a_calendar_that_has_it_is_told_so(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Анна", at=NOON + HOUR)
    link = await a_link(chat)
    tag = (await asked(town, link))[2]["ETag"]

    again = await asked(town, link, **{"If-None-Match": f'"other", W/{tag}'})
    head = await asked(town, link, "HEAD")
    await town.passes(minutes=1)
    await given.deal(client="Вера", at=NOON + 2 * HOUR)
    fresh = await asked(town, link, **{"If-None-Match": tag})

    assert (again[0], again[1]) == (304, b"")
    assert (head[0], head[1], head[2]["ETag"]) == (200, b"", tag)
    assert (fresh[0], clients(fresh[1])) == (200, ["Анна", "Вера"])


async def test_a_new_link_ends_the_one_before_and_off_ends_all(town: Town, chat: Chat) -> None:
    first = await a_link(chat)
    second = await a_link(chat)
    statuses = [(await asked(town, link))[0] for link in (first, second)]
    off = await chat.tap("Выключить")

    assert statuses == [404, 200]
    assert off.labels == ["Получить ссылку", "‹ Назад"]
    assert [(await asked(town, link))[0] for link in (first, second)] == [404, 404]


async def test_the_link_is_shown_once(chat: Chat) -> None:
    link = await a_link(chat)
    await chat.tap("‹ Назад")

    shown = await chat.tap("Календарь")

    assert link not in shown.text
    assert shown.labels == ["Новая ссылка", "Выключить", "‹ Назад"]


async def test_who_stopped_the_bot_or_left_has_no_feed(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await manager_chat.starts()
    await given.manager(OLEG)
    link = await a_link(manager_chat)

    await town.post(f"/page/phones/{OLEG}/block")
    await town.settle()
    stopped = (await asked(town, link))[0]
    await manager_chat.starts()
    back = (await asked(town, link))[0]
    await chat.says("/team")
    await chat.taps("Олег Титов", "Закрыть доступ", "Ирина Соколова · 0")
    gone = (await asked(town, link))[0]
    await chat.taps("Олег Титов", "Вернуть доступ")

    assert (stopped, back, gone) == (404, 200, 404)
    assert (await asked(town, link))[0] == 404  # he makes himself a new one


async def test_nothing_else_is_there(town: Town, chat: Chat) -> None:
    link = await a_link(chat)
    base, _, name = link.rpartition("/")
    root = base.removesuffix("/crm/calendar")
    wrong = [
        f"{base}/{'x' * 22}.ics",
        f"{base}/{name[:-5]}.ics",
        f"{base}/{name}x",
        f"{base}/",
        f"{base}/../{name}",
        f"{root}/calendar/{name}",
        f"{root}/",
        f"{root}/crm",
    ]

    assert [(await asked(town, address))[:2] for address in wrong] == [(404, b"")] * len(wrong)
    assert (await asked(town, link, "POST"))[0] == 405
    assert (await asked(town, link))[2]["Server"] == "web"


async def test_guesses_are_slowed_and_who_is_known_is_not(town: Town, chat: Chat) -> None:
    link = await a_link(chat)
    assert (await asked(town, link))[0] == 200
    base = link.rpartition("/")[0]

    guesses = [f"{base}/{number:022}.ics" for number in range(feeddoor.STRANGERS + 30)]
    statuses = [status for status, _, _ in await asyncio.gather(*(asked(town, guess) for guess in guesses))]

    assert set(statuses) == {404, 429}
    assert (await asked(town, link))[0] == 200


async def test_one_link_is_not_asked_for_without_end(town: Town, chat: Chat) -> None:
    link = await a_link(chat)

    answers = [await asked(town, link) for _ in range(feeddoor.BURST + 5)]

    assert answers[feeddoor.BURST][0] == 200  # the first was not known yet
    assert answers[-1][0] == 429
    assert answers[-1][2]["Retry-After"] == "60"


async def test_the_doctor_follows_the_address_to_the_bot(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    async def says(**given: str) -> str:
        settings = town.settings.model_copy(update={"bot_token": None, **given})
        await doctor.examine(settings)
        return next(line for line in capsys.readouterr().out.splitlines() if " feeds " in line)

    url, here = str(town.settings.public_url), town.settings.public_listen
    elsewhere = town.sandbox.base_url

    assert await says() == f"ok  feeds     {url} leads to this bot"
    assert await says(public_url=f"{elsewhere}/crm") == (
        f"--  feeds     {elsewhere}/crm is answered by another program: let it pass /calendar/ on to this bot"
    )
    assert (await says(public_url=f"http://127.0.0.1:{free_port()}/crm")).startswith("--  feeds     http")
    assert await says(public_url=f"{url}/more") == (
        f"--  feeds     another program, or a bot with another PUBLIC_URL, listens at {here}"
    )
    free = f"127.0.0.1:{free_port()}"
    assert await says(public_listen=free) == f"ok  feeds     not asked: no bot listens at {free} yet"


async def test_without_an_address_there_is_no_such_setting(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)

        assert "Календарь" not in (await chat.says("/settings")).labels
