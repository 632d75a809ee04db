"""Cards, questions, results and lists drawn from sample data, hostile data included."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.i18n import Locale
from bot.keyboards.picks import pick_tap
from bot.screen import Screen
from bot.screens.day import nothing_due, today_screen
from bot.screens.deals import deal_card, history_screen, more_screen, note_wanted_screen, recorded_screen
from bot.screens.questions import question_screen
from bot.screens.reminders import ignored_list, reminder_list
from bot.taps.deals import FEED, ReportTap
from crm.cards import DealCard, Event, History, OfferedOutcome
from crm.day import DayLine, DayPlan
from crm.defaults import OFFERED, OUTCOMES
from crm.feed import Next
from crm.hours import Closed, Why, Window
from crm.labels import Label
from crm.models import ActivityKind, DealState, Effect, StepKind, StepOrigin, SumRule, ZoneSource
from crm.openings import Opening, Reason, Whose
from crm.questions import Choice, Missing, Question
from crm.recorded import Recorded
from crm.steps import Step
from crm.whereabouts import Whereabouts

NOW = dt.datetime(2026, 11, 26, 9, 42, tzinfo=dt.UTC)
HERE, THERE = "Europe/Moscow", "Asia/Vladivostok"
HOSTILE = '<b>&"Аня\u202e</b> 🙂 ' + "ё" * 80
LONG = "очень длинное слово " * 200
SHIPPED = {outcome.key: outcome for outcome in OUTCOMES}


def offered(stage: str) -> tuple[OfferedOutcome, ...]:
    return tuple(
        OfferedOutcome(number, Label("outcome", key), SHIPPED[key].icon, SHIPPED[key].style)
        for number, key in enumerate(OFFERED[stage], 1)
    )


def event(kind: ActivityKind, **fields: Any) -> Event:
    empty: dict[str, Any] = dict.fromkeys(("outcome", "reason", "stage", "text", "sum_minor", "by", "file"))
    return Event(id=1, kind=kind, at=NOW - dt.timedelta(days=1), **(empty | fields))


CARD = DealCard(
    deal_id=17,
    version=3,
    client_id=5,
    client_name="Анна Петрова",
    company="Окна Плюс",
    phones=("+79146543210",),
    calling=Window(THERE, 540, 1200),
    whereabouts=Whereabouts(THERE, ZoneSource.PHONE),
    manager_name="Олег",
    mine=True,
    stage=Label("stage", "offer_sent"),
    stage_number=3,
    stage_count=4,
    state=DealState.OPEN,
    need="Остекление балкона, шесть метров",
    sum_minor=8_400_000,
    debt_minor=None,
    currency="RUB",
    step=Step(StepKind.CALL, NOW, "call_back", StepOrigin.PROMISE),
    attempts=2,
    attempts_allowed=5,
    events=(
        event(ActivityKind.OUTCOME, outcome=Label("outcome", "no_answer")),
        event(ActivityKind.NOTE, text="Просила звонить после обеда"),
        event(ActivityKind.OUTCOME, outcome=Label("outcome", "refused"), reason=Label("reason", "expensive")),
    ),
    outcomes=offered("offer_sent"),
    request_id=None,
    reachable=False,
    now=NOW,
)
CLOSED = replace(
    CARD, state=DealState.ARCHIVED, stage=Label("stage", "archive"), stage_number=0, step=None, outcomes=()
)
OWN = Label("outcome", None, {"en": HOSTILE})
HOSTILE_CARD = replace(
    CARD,
    client_name=HOSTILE,
    company=HOSTILE,
    phones=tuple(f"+7914654321{n}" for n in range(8)),
    need=LONG,
    whereabouts=None,
    mine=False,
    manager_name=HOSTILE,
    step=Step(StepKind.VISIT, NOW - dt.timedelta(days=400), HOSTILE[:40], StepOrigin.PLAN),
    stage=Label("stage", None, {"ru": HOSTILE}),
    debt_minor=10**14,
    sum_minor=10**14,
    events=tuple(event(ActivityKind.NOTE, text=LONG, file="voice") for _ in range(3)),
    outcomes=tuple(
        OfferedOutcome(n, Label("outcome", None, {"en": HOSTILE}), "🧑‍💼", None) for n in range(30)
    ),
)
NOBODY_CHOSE = replace(
    CARD,
    events=tuple(
        event(ActivityKind.MOVED, moved_by=reason)
        for reason in (
            Reason(Whose.CLIENT, Closed(Why.HOURS, dt.date(2026, 11, 26))),
            Reason(Whose.MANAGER, Closed(Why.DAY_OFF, dt.date(2026, 11, 27), name=HOSTILE)),
            Reason(Whose.CLIENT, Closed(Why.HOLIDAY, dt.date(2026, 11, 4), country="RU")),
        )
    ),
)
QUESTION = Question(
    missing=Missing.MOMENT,
    deal_id=17,
    version=3,
    client_name="Анна Петрова",
    outcome_id=8,
    outcome=Label("outcome", "meeting"),
    icon="🤝",
    state=DealState.OPEN,
    reasons=tuple(Choice(n, Label("reason", key)) for n, key in enumerate(SHIPPED["refused"].reasons, 1)),
    own_words=True,
    sum_rule=SumRule.CONFIRM,
    sum_minor=8_400_000,
    currency="RUB",
    step_kinds=(StepKind.MEETING, StepKind.VISIT),
    calling=Window(THERE, 540, 1200),
    working=Window(HERE, 540, 1080),
    zone_known=True,
    booked=tuple(dt.datetime(2026, 11, 27, 6, n, tzinfo=dt.UTC) for n in range(4)),
)
ALWAYS = Window(HERE, 0, 24 * 60, weekdays=0b1111111)
TAP = ReportTap(17, 8, 3, FEED)
RECORDED = Recorded(
    activity_id=91,
    deal_id=17,
    version=4,
    client_name="Анна Петрова",
    calling=Window(THERE, 540, 1200),
    outcome=Label("outcome", "no_answer"),
    icon="📵",
    effect=Effect.RETRY,
    stage=Label("stage", "first_contact"),
    stage_changed=False,
    state=DealState.OPEN,
    step=Step(StepKind.CALL, NOW + dt.timedelta(minutes=30), "retry", StepOrigin.RETRY),
    attempts=2,
    attempts_allowed=5,
    opening=Opening(NOW + dt.timedelta(minutes=30), moved=False),
    reason=None,
    own_words=None,
    sum_minor=None,
    debt_minor=None,
    currency="RUB",
    undo_until=NOW + dt.timedelta(minutes=10),
)
STEP = Step(StepKind.CALL, NOW, "follow_up", StepOrigin.PLAN)
LINES = tuple(
    DayLine(
        n, name, THERE, Step(StepKind.CALL, NOW + dt.timedelta(hours=n - 2), "follow_up", StepOrigin.PLAN)
    )
    for n, name in enumerate(["Анна Петрова", "Борис", HOSTILE, "ООО «Ромашка»"] * 2)
)
PLAN = DayPlan(day=NOW.date(), overdue=2, today=6, page=1, pages=3, lines=LINES, now=NOW)


def _card(card: DealCard) -> Callable[[Locale], Screen]:
    return lambda locale: deal_card(card, locale, HERE)


def _ask(**fields: object) -> Callable[[Locale], Screen]:
    question = replace(QUESTION, **fields)  # type: ignore[arg-type]
    return lambda locale: question_screen(question, TAP, locale, HERE, NOW)


def _view(view: str, ahead: int, **fields: object) -> Callable[[Locale], Screen]:
    """A page of the picker, so many days ahead."""
    question = replace(QUESTION, **fields)  # type: ignore[arg-type]
    pick = pick_tap(TAP, NOW.date() + dt.timedelta(days=ahead), view)
    return lambda locale: question_screen(question, TAP, locale, HERE, NOW, pick)


def _done(**fields: object) -> Callable[[Locale], Screen]:
    recorded = replace(RECORDED, **fields)  # type: ignore[arg-type]
    return lambda locale: recorded_screen(recorded, locale, HERE, NOW, FEED)


NO_HISTORY = History(17, "Анна", HERE, "RUB", (), 0, False, NOW)
LATER = Next(None, 0, NOW + dt.timedelta(hours=3))
DAY_OFF = Closed(Why.DAY_OFF, NOW.date(), name=HOSTILE)
MOVED = Opening(NOW + dt.timedelta(hours=20), moved=True, reason=Reason(Whose.MANAGER, DAY_OFF))
CHECK = Step(StepKind.CHECK_PAYMENT, NOW + dt.timedelta(days=4), "check_payment", StepOrigin.PLAN)
INVOICE = {
    "outcome": Label("outcome", "invoice_sent"),
    "icon": "🧾",
    "effect": Effect.ASK_NEXT,
    "step": CHECK,
}
SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    "card": _card(CARD),
    "card: a fresh request": _card(replace(CARD, request_id=12, outcomes=offered("new"), attempts=0)),
    "card: partly paid": _card(replace(CARD, debt_minor=4_400_000, outcomes=offered("invoice_sent"))),
    "card: archived": _card(CLOSED),
    "card: moved by hours": _card(NOBODY_CHOSE),
    "card: city known": _card(replace(CARD, whereabouts=Whereabouts(THERE, ZoneSource.CITY, "Артём"))),
    "card: zone guessed": _card(replace(CARD, whereabouts=Whereabouts(THERE, ZoneSource.LIKELY))),
    "card: zone unknown": _card(replace(CARD, whereabouts=None, calling=Window(HERE, 540, 1200))),
    "card: hostile": _card(HOSTILE_CARD),
    "card: all outcomes": lambda locale: more_screen(CARD, locale, HERE, FEED),
    "card: all outcomes, hostile": lambda locale: more_screen(HOSTILE_CARD, locale, HERE, FEED),
    "reminder: again": lambda locale: deal_card(
        CARD, locale, HERE, mode="r", top=locale.text("reminder-again")
    ),
    "history": lambda locale: history_screen(
        History(17, HOSTILE, HERE, "RUB", HOSTILE_CARD.events * 2, 1, True, NOW), locale
    ),
    "history: empty": lambda locale: history_screen(
        History(17, "Анна", HERE, "RUB", (), 0, False, NOW), locale
    ),
    "note wanted": lambda locale: note_wanted_screen(17, locale),
    "picker": _ask(),
    "picker: one's own zone": _ask(calling=Window(HERE, 540, 1200), zone_known=False, step_kinds=()),
    "picker: move the step": _ask(outcome=None, outcome_id=None),
    "picker: repeat": _ask(outcome=None, outcome_id=None, state=DealState.WON),
    "picker: another day": _view("h", 5),
    "picker: quarters": _view("q", 1),
    "picker: one's own clock": _view("ho", 1),
    "picker: a far day": _view("h", 90),
    "picker: a month": _view("m", 9),
    "picker: open day and night": _view("q", 1, calling=ALWAYS, working=ALWAYS),
    "picker: a month without days off": _view("m", 40, calling=ALWAYS, working=ALWAYS),
    "picker: a month with nothing open": _view("m", 40, working=replace(ALWAYS, weekdays=0)),
    "picker: nothing open": _view("h", 0, working=replace(ALWAYS, weekdays=0)),
    "picker: hostile": _ask(client_name=HOSTILE, outcome=Label("outcome", None, {"ru": HOSTILE})),
    "ask: reason": _ask(missing=Missing.REASON, outcome=Label("outcome", "refused"), icon="✖️"),
    "ask: sum": _ask(missing=Missing.SUM, sum_minor=None, sum_rule=SumRule.IF_UNKNOWN),
    "ask: sum to confirm": _ask(missing=Missing.SUM),
    "ask: payment": _ask(missing=Missing.SUM, sum_rule=SumRule.PAYMENT),
    "ask: number": _ask(missing=Missing.NUMBER, outcome=Label("outcome", "wrong_number"), icon="☎️"),
    "recorded: attempt": _done(),
    "recorded: attempt moved": _done(opening=MOVED, step=replace(CHECK, at=MOVED.at)),
    "recorded: last attempt": _done(state=DealState.ARCHIVED, step=None, opening=None, attempts=5),
    "recorded: invoice": _done(
        **INVOICE, sum_minor=8_400_000, stage=Label("stage", "invoice_sent"), stage_changed=True
    ),
    "recorded: part paid": _done(
        **INVOICE | {"outcome": Label("outcome", "part_paid")}, sum_minor=1, debt_minor=5
    ),
    "recorded: paid": _done(effect=Effect.WIN, state=DealState.WON, step=None, sum_minor=10, icon="✅"),
    "recorded: refused": _done(
        effect=Effect.LOSE,
        state=DealState.LOST,
        step=None,
        outcome=Label("outcome", "refused"),
        reason=Label("reason", "expensive"),
        own_words=LONG,
        client_name=HOSTILE,
    ),
    "today": lambda locale: today_screen(PLAN, locale, HERE),
    "today: empty": lambda locale: today_screen(replace(PLAN, lines=(), page=0, pages=1), locale, HERE),
    "feed: nothing due": lambda locale: nothing_due(
        Next(None, 0, NOW + dt.timedelta(hours=3)), locale, HERE, NOW
    ),
    "feed: no deals": lambda locale: nothing_due(Next(None, 0, None), locale, HERE, NOW),
    "reminders: a list": lambda locale: reminder_list(LINES * 6, locale, HERE, NOW),
    "reminders: a list again": lambda locale: reminder_list(LINES * 6, locale, HERE, NOW, again=True),
    "reminders: an ignored list": lambda locale: ignored_list("<b>&Олег", LINES * 6, locale, HERE, NOW),
}
