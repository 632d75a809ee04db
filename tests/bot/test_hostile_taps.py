"""Callback data that no button of ours carries for this person now: each gets a sentence, nothing changes."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.callbacks import Tap
from bot.handlers import all_routes
from bot.taps.deals import minute_of
from crm.models import (
    Activity,
    Base,
    Client,
    DayOff,
    Deal,
    Outcome,
    Phone,
    Reminder,
    Request,
    User,
    Workspace,
)
from tests.chat import Chat, Shown
from tests.town import ANNA, MARIA, NOON, OLEG, OWNER, Town, running

pytestmark = pytest.mark.slow

OLD = "Эта кнопка больше не работает"
NOT_FOUND = "Не нахожу. Возможно, это уже не ваше."
FAULTS = ("Не получилось", "That did not work")
LATER = NOON + dt.timedelta(hours=3)
HUGE, BIGGEST = "9" * 19, str(2**31 - 1)
GARBAGE = (
    "", ":", "::::", "нет", "\U0001f600", "r", "r:", "zz:1", "r:1:1", "%00", "\x01\x02", "a" * 64, "c:1:c:",
    "c:-1:c", "c:+1:c", "c: 1:c", "c:١:c", "c:1e3:c", "c:0x1:c", "c:1.0:c", "c:1:C", "c:1:<b>", "u:1", "f:",
    "t:x", f"c:{HUGE}:c", f"c:{2**31}:c", f"r:1:1:{HUGE}9:c::::", "r:1:1:1:c::::99999999999",
)  # fmt: skip


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Town]:
    """Oleg has Anna's deal (1), Maria another (2)."""
    async with running(sqlite_url) as town:
        await furnished(town)
        yield town


async def furnished(town: Town) -> None:
    oleg = await town.given.manager(OLEG)
    maria = await town.given.manager(MARIA, "Мария Кац")
    assert await town.given.deal(oleg, client="Анна", at=LATER) == 1
    assert await town.given.deal(maria, client="Чужая", at=LATER) == 2
    for person in (OLEG, OWNER, ANNA):
        await town.chat(person).starts()


@pytest.mark.parametrize("person", [OLEG, OWNER, ANNA])
async def test_data_that_is_none_of_ours(office: Town, person: int) -> None:
    chat = office.chat(person)
    menu = await chat.screen()
    for data in GARBAGE:
        if data:
            assert await press(chat, menu, data) == OLD, data


FOREIGN = (
    "c:{}:c", "m:{}:c", "h:{}:0", "n:{}", "b:{}:1", "r:{}:1:1:c::::", "r:{}:0:1:c::::27600000",
    "p:{}:1:1:c::::", "p:{}:0:1:c::::", "pv:{}:1:1:c:::::m", "pv:{}:0:1:c::::9:q",
    "x:{}:12:1:c", "u:{}:c", "qw:{}:", "ka:{}:name:1", "zc:{}:c:",
    "zz:{}:c:1861117151", "zu:{}:c:1861117151:1", "zp:{}:c:1449925337", "zy:{}:c", "zw:{}:c:1:30000000",
)  # fmt: skip


@pytest.mark.parametrize("deal", ["2", "99999", BIGGEST, "0"], ids=["foreign", "missing", "biggest", "zero"])
async def test_somebody_elses_deal_and_one_that_is_none_look_the_same(office: Town, deal: str) -> None:
    """The first activity of deal 2 is its creation: nothing that could be undone."""
    chat = office.chat(OLEG)
    menu = await chat.screen()
    before = await office.crm.read(picture)

    for data in FOREIGN:
        assert await press(chat, menu, data.format(deal)) == NOT_FOUND, data

    assert await office.crm.read(picture) == before
    assert not [one for one in await chat.received() if "Чужая" in one.text]


async def test_a_client_presses_what_only_the_team_has(office: Town) -> None:
    chat = office.chat(ANNA)
    welcome = await chat.screen()
    before = await office.crm.read(picture)

    for data in (*FOREIGN, "qt:{}", "qp:{}", "qr:{}", "qs:{}:1", "gi", "gm:0", "f:0", "t:0", "home", "kn:0"):
        assert await press(chat, welcome, data.format(1)) == OLD, data

    assert await office.crm.read(picture) == before


async def test_a_manager_presses_what_only_the_owner_has(office: Town) -> None:
    chat = office.chat(OLEG)
    menu = await chat.screen()
    before = await office.crm.read(picture)

    for data in ("gm:0", "gi", "gu:1", "gx:1:0", "gv:1:2", "gw:1", "gt:600", "gq:2", "gr:0"):
        assert await press(chat, menu, data) == OLD, data

    assert await office.crm.read(picture) == before


@pytest.mark.parametrize("person", [OLEG, OWNER])
async def test_no_tap_of_any_kind_meets_a_fault(database_url: str, person: int) -> None:
    """Every kind of button, filled with numbers that mean nothing: a sentence or a screen, never a fault."""
    async with running(database_url) as town:
        await furnished(town)
        chat = town.chat(person)
        menu = await chat.screen()
        before = await town.crm.read(picture)
        for tap in {route.tap for routes in all_routes().taps.values() for route in routes if route.tap}:
            for number in ("0", BIGGEST, str(10**12)):
                said = await press(chat, menu, filled(tap, number))
                assert said, filled(tap, number)
        assert await town.crm.read(picture) == before


async def test_an_outcome_that_the_stage_does_not_offer(office: Town) -> None:
    chat = office.chat(OLEG)
    card = await chat.says("Анна")
    part_paid = await office.crm.read(outcome_id, "part_paid")

    said = await press(chat, card, f"r:1:{part_paid}:1:c::::")

    assert said == "На этом этапе такого исхода нет, показываю свежую карточку"
    assert (await chat.screen()).labels == card.labels


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (NOON - dt.timedelta(days=1), "Это время уже прошло. Выберите другое."),
        (NOON, "Это время уже прошло. Выберите другое."),
        (NOON + dt.timedelta(days=6 * 365), "Слишком далеко: можно не дальше чем на 5 лет вперёд"),
    ],
)
async def test_a_moment_that_cannot_be_meant(office: Town, moment: dt.datetime, sentence: str) -> None:
    """The picker stays, and so does the question: the next words are its answer."""
    chat = office.chat(OLEG)
    await chat.says("Анна")
    picker = await chat.tap("Поговорили")
    talked = await office.crm.read(outcome_id, "talked")
    before = await office.crm.read(picture)

    assert await press(chat, picker, f"r:1:{talked}:1:c::::{minute_of(moment)}") == sentence

    assert await office.crm.read(picture) == before
    assert (await chat.says("завтра 11:00")).lines[0] == "💬 Анна: Поговорили"


async def test_an_hour_that_passed_while_the_picker_stood(office: Town) -> None:
    chat = office.chat(OLEG)
    await chat.says("Анна")
    picker = await chat.tap("Поговорили")
    await office.passes(hours=2)

    again = await chat.tap("13:00", on=picker)

    assert chat.toast == "Это время уже прошло. Выберите другое."
    assert "13:00" not in again.labels
    assert (await chat.tap("15:00", on=again)).lines[0] == "💬 Анна: Поговорили"


async def test_a_sum_no_deal_can_hold(office: Town) -> None:
    chat = office.chat(OLEG)
    await chat.says("Анна")
    await chat.tap("Ещё")
    question = await chat.tap("Оплачено")
    paid = await office.crm.read(outcome_id, "paid")

    for minor in (0, 10**15):
        said = await press(chat, question, f"r:1:{paid}:1:c::{minor}::")
        assert said == "Такой суммы в сделке быть не может. Проверьте число."

    assert (await chat.says("84к")).lines[0] == "✅ Анна: Оплачено, 84\u00a0000\u00a0₽"


async def test_buttons_of_a_dead_card(office: Town) -> None:
    """A deal that was closed meanwhile: the card as it is now, and a word on it."""
    chat = office.chat(OLEG)
    card = await chat.says("Анна")
    more = await chat.tap("Ещё")
    await chat.taps("Отказ", "Дорого")
    before = await office.crm.read(picture)

    for on, label in ((card, "Не берёт"), (card, "Поговорили"), (more, "Оплачено"), (more, "Перенести шаг")):
        fresh = await chat.tap(label, on=on)
        assert chat.toast == "Карточка уже изменилась, показываю свежую"
        assert fresh.lines[0] == "✖️ Сделка закрыта отказом"

    assert await office.crm.read(picture) == before


async def test_a_closed_deal_has_no_step_to_move(office: Town) -> None:
    chat = office.chat(OLEG)
    card = await chat.says("Анна")
    await chat.taps("Ещё", "Отказ", "Дорого")
    version = (await office.given.fresh(1)).version

    assert await press(chat, card, f"p:1:0:{version}:c::::") == "Сделка уже закрыта"
    assert await press(chat, card, f"p:1:4:{version}:c::::") == "Сделка уже закрыта"


async def test_double_taps_do_once_what_they_say(office: Town) -> None:
    """Both presses are on their way before the bot sees the first."""
    chat = office.chat(OLEG)
    await chat.says("Анна")
    await chat.tap("Поговорили")
    picker = await chat.screen()
    for _ in range(2):
        await office.post(
            f"/page/phones/{OLEG}/tap",
            message_id=picker.message_id,
            data=picker.data("Завтра 10:00"),
            stale=True,
        )
    await office.settle()
    assert chat.toast == "Уже записано"
    recorded = await chat.screen()
    for _ in range(2):
        await office.post(
            f"/page/phones/{OLEG}/tap",
            message_id=recorded.message_id,
            data=recorded.data("Отменить"),
            stale=True,
        )
    await office.settle()

    assert chat.toast == "Уже отменено"
    kinds = await office.crm.read(
        lambda tx: list(tx.scalars(select(Activity.kind).where(Activity.deal_id == 1)))
    )
    assert kinds == ["created", "outcome", "undo"]
    assert not (await chat.phone())["busy"]


async def twice(chat: Chat, on: Shown, label: str) -> None:
    for _ in range(2):
        tap = {"message_id": on.message_id, "data": on.data(label), "stale": True}
        await chat.town.post(f"/page/phones/{chat.person}/tap", **tap)
    await chat.town.settle()


def kinds_of(tx: Session, deal_id: int) -> list[str]:
    query = select(Activity.kind).where(Activity.deal_id == deal_id).order_by(Activity.id)
    return [kind.value for kind in tx.scalars(query)]


async def press(chat: Chat, on: Shown, data: str) -> str:
    """What the bot answers to this callback data: the toast, or else the new screen."""
    before, calls = await chat.received(), len(chat.town.calls)
    await chat._does("tap", message_id=on.message_id, data=data, stale=True)
    phone = await chat.phone()
    assert (phone["busy"], phone["faults"]) == ([], []), data
    answers = [call for call in chat.town.calls[calls:] if call["method"].lower() == "answercallbackquery"]
    assert len(answers) == 1, data
    changed = [one.text for one in await chat.received() if one not in before]
    said = answers[0]["params"].get("text") or "".join(changed) or on.text
    assert not said.startswith(FAULTS), data
    return said


def filled(tap: type[Tap], number: str) -> str:
    kinds = [field.type for field in tap.__dataclass_fields__.values()]
    return ":".join([tap.prefix, *("a" if kind in (str, "str") else number for kind in kinds)])


def outcome_id(tx: Session, key: str) -> int:
    return tx.scalars(select(Outcome.id).where(Outcome.key == key)).one()


def picture(tx: Session) -> list[object]:
    """All that a tap could spoil."""

    def rows(model: type[Base]) -> list[tuple[object, ...]]:
        columns = model.__table__.columns
        return [tuple(row) for row in tx.execute(select(*columns).order_by(*model.__table__.primary_key))]

    count = tx.scalar(select(func.count()).select_from(Activity))
    hours = [rows(model) for model in (Workspace, DayOff, User)]
    return [*(rows(model) for model in (Deal, Client, Phone, Reminder, Request)), *hours, count]
