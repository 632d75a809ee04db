"""A kill after the effect and before the screen: the next start shows the question that is open."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot import app as app_module
from bot.context import Ctx
from tests.chat import Chat
from tests.town import ANNA, OWNER, Town, running

Act = Callable[[], Awaitable[Any]]


@pytest.fixture
async def town(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    monkeypatch.setattr(app_module, "GRACE", 0.01)
    async with running(sqlite_url) as town:
        yield town


@pytest.fixture
def killed_at(town: Town, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Awaitable[Chat]]:
    """Does an act of a person's phone, stops the bot right after its effect, and starts it again."""

    async def kill(person: int, action: str, **body: Any) -> Chat:
        committed, write = asyncio.Event(), Ctx.write

        async def write_and_hang(ctx: Ctx, *args: Any, **kwargs: Any) -> None:
            await write(ctx, *args, **kwargs)
            committed.set()
            await asyncio.Event().wait()

        with monkeypatch.context() as patch:
            patch.setattr(Ctx, "write", write_and_hang)
            await town.post(f"/page/phones/{person}/{action}", **body)
            async with asyncio.timeout(10):
                await committed.wait()
            await town.stop_bot()
        await town.start_bot()
        await town.settle()
        return town.chat(person)

    return kill


async def test_a_clients_next_question(town: Town, killed_at: Callable[..., Awaitable[Chat]]) -> None:
    anna = town.chat(ANNA)
    await anna.starts()
    await anna.tap("Оставить заявку")

    await killed_at(ANNA, "text", text="Окна в детскую")

    assert "Отправить номер" in " ".join(await anna.reply_keyboard())
    await anna.shares_number()
    assert "Вечером" in " ".join((await anna.screen()).labels)


async def test_a_first_line_that_began_a_request(
    town: Town, killed_at: Callable[..., Awaitable[Chat]]
) -> None:
    anna = town.chat(ANNA)
    await anna.starts()

    await killed_at(ANNA, "text", text="Окна в детскую")

    assert "Отправить номер" in " ".join(await anna.reply_keyboard())


async def test_the_moment_after_a_typed_sum(town: Town, killed_at: Callable[..., Awaitable[Chat]]) -> None:
    owner = town.chat(OWNER)
    await town.given.deal(client="Анна", stage="offer_sent")
    await owner.says("Анна")
    await owner.taps("Ещё", "Счёт выставлен")

    await killed_at(OWNER, "text", text="84к")

    assert "Завтра 10:00" in (await owner.screen()).labels


async def test_the_draft_of_a_client(town: Town, killed_at: Callable[..., Awaitable[Chat]]) -> None:
    owner = town.chat(OWNER)
    await owner.starts()

    await killed_at(OWNER, "text", text="/new Анна +79161234567")
    assert "👤 Анна" in (await owner.screen()).lines
    await killed_at(OWNER, "text", text="90к")

    assert (await owner.screen()).lines.count("💰 90\u00a0000\u00a0₽") == 1


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (("/settings", "Рабочие часы"), "🕘 Рабочие часы"),
        (("/settings", "Рабочие часы", "Обед"), "Когда вы обедаете?"),
        (("/settings", "Рабочие часы", "Мои выходные"), "🏖 Мои выходные"),
        (("/settings", "Часы компании", "Звонки клиентам"), "Когда звонить клиентам?"),
    ],
)
async def test_the_questions_about_hours(
    town: Town, killed_at: Callable[..., Awaitable[Chat]], way: tuple[str, ...], line: str
) -> None:
    owner = town.chat(OWNER)
    await owner.starts()
    before = await owner.says(way[0])
    for label in way[1:-1]:
        before = await owner.tap(label)

    await killed_at(OWNER, "tap", message_id=before.message_id, data=before.data(way[-1]))

    assert (await owner.screen()).lines[0].startswith(line)


async def test_a_clients_wish(town: Town, killed_at: Callable[..., Awaitable[Chat]]) -> None:
    owner = town.chat(OWNER)
    await town.given.deal(client="Анна")
    await owner.says("Анна")
    await owner.taps("Ещё", "Когда звонить")

    await killed_at(OWNER, "text", text="после 18")

    assert (await owner.screen()).lines[1] == "По просьбе: пн–пт, 18:00–20:00"
