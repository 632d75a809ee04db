"""Each outcome from each stage where it is offered: pressed on the real card, answered, taken back."""

import datetime as dt
from dataclasses import dataclass

import pytest
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from crm.models import Deal, DealState, Phone, Reminder, Stage, StepKind
from tests.bot.speech import LANGUAGES, Speech, card_of
from tests.chat import Chat
from tests.town import NOON, OWNER, Town, running

# The client's and the manager's ten in the morning of the next day, and what is typed for it.
TOMORROW = dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)
THURSDAY = dt.datetime(2026, 11, 26, 8, 30, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(hours=1)
SUM = 84_000_00
STAGES = ("new", "first_contact", "offer_sent", "invoice_sent")
EVERYWHERE = frozenset(STAGES)
TALKING = EVERYWHERE - {"invoice_sent"}


@dataclass(frozen=True)
class Walk:
    """An outcome with its answers. `press` are words of `Speech`; `type` is the same in (ru, en)."""

    offered: frozenset[str]
    press: tuple[str, ...] = ()
    type: tuple[tuple[str, str], ...] = ()
    to: str | None = None
    """The stage reached, where it is not the same one; `talks` moves only New."""
    talks: bool = False
    state: DealState = DealState.OPEN
    kind: StepKind | None = StepKind.CALL


MOMENT = (("чт 11:30", "thu 11:30"),)
WALKS = {
    "no_answer": Walk(EVERYWHERE),
    "busy": Walk(EVERYWHERE),
    "unreachable": Walk(EVERYWHERE),
    "talked": Walk(TALKING, ("tomorrow",), MOMENT, talks=True),
    "call_back": Walk(EVERYWHERE, ("tomorrow",), MOMENT, talks=True),
    "meeting": Walk(TALKING, ("visit", "tomorrow"), MOMENT, talks=True, kind=StepKind.VISIT),
    "offer_sent": Walk(TALKING, ("tomorrow",), MOMENT, to="offer_sent"),
    "invoice_sent": Walk(
        EVERYWHERE, ("tomorrow",), (("84к", "84k"), *MOMENT), to="invoice_sent", kind=StepKind.CHECK_PAYMENT
    ),
    "part_paid": Walk(
        frozenset({"invoice_sent"}), (), (("40к", "40k"), *MOMENT), kind=StepKind.CHECK_PAYMENT
    ),
    "paid": Walk(EVERYWHERE, ("sum",), (("84 000,50 ₽", "84,000.50"),), "paid", state=DealState.WON),
    "refused": Walk(
        EVERYWHERE, ("expensive",), (("Купили у <b>брата</b>",) * 2,), "refused", state=DealState.LOST
    ),
    "wrong_number": Walk(EVERYWHERE, ("archive",), (("8 916 222-33-44", "+7 916 222-33-44"),)),
}


# From each stage one language answers by buttons and the other by typing.
ROADS = [
    (language, stage, (first + number) % 2 > 0)
    for first, language in enumerate(LANGUAGES)
    for number, stage in enumerate(STAGES)
]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "stage", "typing"), ROADS)
async def test_every_outcome_of_a_stage_and_its_undo(
    sqlite_url: str, language: str, stage: str, typing: bool
) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        known = None if typing else SUM
        deal = await town.given.deal(client="Анна", at=LATER, stage=stage, attempts=1, sum_minor=known)
        await card_of(chat, "Анна")
        offered = await chat.tap(say("more"))
        for key, walk in WALKS.items():
            assert (say(key) in " ".join(offered.labels)) >= (stage in walk.offered)
            if stage in walk.offered:
                await walked(town, chat, say, deal, key, walk, stage, typing)


async def walked(
    town: Town, chat: Chat, say: Speech, deal: int, key: str, walk: Walk, stage: str, typing: bool
) -> None:
    """Report this outcome, look at what it did, and take it back."""
    before = await town.crm.read(picture, deal)
    if (await chat.screen()).data(say(key)) is None:
        await chat.tap(say("more"))
    shown = await chat.tap(say(key))
    if typing or key == "part_paid":
        for answer in walk.type:
            shown = await chat.says(say.either(*answer))
    else:
        for word in walk.press:
            shown = await chat.tap(say.either("84 000 ₽", "₽84,000") if word == "sum" else say(word))
    assert say(key) in shown.lines[0], shown.lines

    now = await town.given.fresh(deal)
    archived = key == "wrong_number" and not typing
    state = DealState.ARCHIVED if archived else walk.state
    to = "archive" if archived else walk.to or ("first_contact" if walk.talks and stage == "new" else stage)
    assert (now.state, await town.crm.read(stage_of, deal)) == (state, to)
    if state is not DealState.OPEN:
        assert now.step_at is None
    elif walk.type and key != "wrong_number":
        kind = StepKind.MEETING if key == "meeting" and typing else walk.kind
        at = THURSDAY if typing or key == "part_paid" else TOMORROW
        assert (now.step_kind, now.step_at, now.attempts) == (kind, at, 0)
    elif key == "wrong_number":
        assert (now.step_at, now.attempts) == (NOON, 0)
    else:
        assert (now.attempts, now.step_at) == (2, NOON + RUNGS[key])

    restored = await chat.tap(say("undo"))
    assert await town.crm.read(picture, deal) == before, key
    assert str(chat.toast).startswith(say.either("Отменено", "Undone"))
    assert "Анна" in restored.lines


RUNGS = {
    "no_answer": dt.timedelta(minutes=30),
    "busy": dt.timedelta(minutes=15),
    "unreachable": dt.timedelta(hours=3),
}


def picture(tx: Session, deal_id: int) -> dict[str, object]:
    """Everything that Undo owes: the deal but for its version, its reminder, the client's numbers."""
    deal, reminder = tx.get_one(Deal, deal_id), tx.get_one(Reminder, deal_id)
    columns = {column.key: getattr(deal, column.key) for column in inspect(Deal).columns}
    del columns["version"]
    phones = [(phone.e164, phone.wrong) for phone in tx.query(Phone).filter_by(client_id=deal.client_id)]
    return columns | {"phones": phones, "reminder": (reminder.due_at, reminder.rung, reminder.user_id)}


def stage_of(tx: Session, deal_id: int) -> str | None:
    return tx.get_one(Stage, tx.get_one(Deal, deal_id).stage_id).key


async def test_a_call_due_at_once_comes_as_one_card(sqlite_url: str) -> None:
    """Who just planned it looks at it: it rings only once he lets it lie."""
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        await town.given.deal(client="Анна", at=LATER)
        await chat.says("Анна")
        await chat.taps("Ещё", "Не тот номер")
        recorded = await chat.says("8 916 222-33-44")
        assert (await chat.screen()) == recorded
        await chat.taps("Карточка", "Ещё", "Отказ", "Дорого", "Карточка")
        back = await chat.tap("Вернуть")
        assert (await chat.screen()) == back

        await town.passes(minutes=9)
        assert (await chat.screen()) == back
        await town.passes(minutes=1)
        assert (await chat.screen()).lines[0] == "🔔 Пора"


async def test_a_visit_is_chosen_and_its_moment_typed(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        deal = await town.given.deal(client="Анна", at=LATER)
        await chat.says("Анна")
        picker = await chat.taps("Встреча", "Выезд")
        await chat.tap(next(label for label in picker.labels if "26" in label))
        recorded = await chat.says("чт 11:30")

        assert recorded.lines[-2:] == [
            "Дальше: 🚗 Выезд, чт 26 ноя, 11:30",
            "📍 Где встречаетесь? Напишите адрес или пришлите геопозицию.",
        ]
        fresh = await town.given.fresh(deal)
        assert (fresh.step_kind, fresh.step_at) == (StepKind.VISIT, THURSDAY)
