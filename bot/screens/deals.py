"""The card of a deal, its history, and what an outcome did."""

import datetime as dt
from collections.abc import Sequence

from bot.html import one_line
from bot.i18n import Locale, Raw
from bot.keyboards.deals import (
    card_buttons,
    heir_buttons,
    history_buttons,
    more_keyboard,
    recorded_buttons,
)
from bot.keyboards.layout import button, markup, rows_of
from bot.screen import Screen
from bot.screens.hours import window_words
from bot.screens.moved import moved_line, reason_line
from bot.screens.places import place_lines
from bot.screens.whereabouts import city_name, clock_key
from bot.taps.deals import CardTap, FileTap
from crm.cards import DealCard, Event, History
from crm.models import ActivityKind, DealState, Effect
from crm.recorded import Recorded
from crm.requests import Colleague
from crm.rules import LAST_TRY, late_before
from crm.steps import Step

NEED_SHOWN = 300  # characters; the rest is in the history
WORDS_SHOWN = 160
DONE, TO_DO = "●", "○"


def deal_card(
    card: DealCard, locale: Locale, zone: str, *, mode: str = "c", top: str | None = None
) -> Screen:
    """The card. `zone` is the viewer's; `top` is an HTML line above it ("once more: ...")."""
    return Screen(_card_text(card, locale, zone, top), card_buttons(card, mode, locale))


def more_screen(card: DealCard, locale: Locale, zone: str, mode: str) -> Screen:
    """The same card with every outcome and deed under it."""
    return Screen(_card_text(card, locale, zone, None), more_keyboard(card, mode, locale))


def heirs_screen(card: DealCard, heirs: Sequence[Colleague], locale: Locale) -> Screen:
    """Who gets the deal."""
    key = "give-deal" if heirs else "give-deal-nobody"
    return Screen(locale.text(key, name=card.client_name), heir_buttons(card.deal_id, heirs, locale))


def note_wanted_screen(deal_id: int, locale: Locale) -> Screen:
    return Screen(locale.text("ask-note"), markup([button(locale.plain("button-cancel"), CardTap(deal_id))]))


def history_screen(history: History, locale: Locale) -> Screen:
    title = locale.text("history-title", name=history.client_name)
    lines = [_event(event, history.zone, history.currency, history.now, locale) for event in history.events]
    files = [
        button(
            locale.plain("button-file", kind=event.file, time=locale.time(event.at, history.zone)),
            FileTap(event.id),
        )
        for event in history.events
        if event.file
    ]
    empty = [] if lines else [locale.text("history-empty")]
    rows = history_buttons(history.deal_id, history.page, history.more, locale)
    return Screen("\n".join([title, "", *lines, *empty]), markup(*rows_of(files, 2), *rows))


def recorded_screen(
    recorded: Recorded,
    locale: Locale,
    zone: str,
    now: dt.datetime,
    mode: str,
    *,
    asks_place: bool = False,
) -> Screen:
    """What was written down, what comes next, and [Undo]; with [Fix] where a moment was chosen.

    `asks_place`: where the meeting is, is awaited.
    """
    lines = [_reported(recorded, locale)]
    if recorded.stage_changed and recorded.state is DealState.OPEN:
        lines.append(locale.text("recorded-stage", stage=locale.plain_label(recorded.stage)))
    if recorded.debt_minor:
        debt = locale.money(recorded.debt_minor, recorded.currency)
        lines.append(locale.text("recorded-debt", debt=debt))
    lines += _what_follows(recorded, locale, zone, now)
    if asks_place:
        lines += ["", locale.text("ask-place")]
    buttons = recorded_buttons(recorded, mode, locale, now, asks_place=asks_place)
    return Screen("\n".join(lines), buttons)


# The card


def _card_text(card: DealCard, locale: Locale, zone: str, top: str | None) -> str:
    head = [_title(card, locale)]
    head += [locale.text("card-phone", phone=locale.phone(phone)) for phone in card.phones]
    if not card.phones:
        head.append(locale.text("card-no-phone"))
    head.append(_clock(card, locale, zone))
    if card.wish is not None:
        head.append(locale.text("card-wish", wish=card.wish or window_words(card.calling, locale)))
    if not card.mine:
        head.append(locale.text("card-manager", name=card.manager_name))
    deal = [_stage(card, locale)]
    if card.need:
        deal.append(locale.text("card-need", need=one_line(card.need, NEED_SHOWN)))
    why = [
        _why(card, locale, zone),
        *place_lines(card.step, locale),
        *_last_try(card, locale),
        *often_line(card, locale),
    ]
    if card.attempts and card.state is DealState.OPEN and card.attempts_allowed:
        why.append(locale.text("card-attempts", attempts=card.attempts, allowed=card.attempts_allowed))
    events = [_event(event, zone, card.currency, card.now, locale) for event in card.events]
    blocks = [[top] if top else [], why, head, deal, events]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _title(card: DealCard, locale: Locale) -> str:
    if card.company:
        return locale.text("card-title-company", name=card.client_name, company=card.company)
    return locale.text("card-title", name=card.client_name)


def _why(card: DealCard, locale: Locale, zone: str) -> str:
    """Why he is calling, first of all."""
    if card.step is None:
        return locale.text(f"card-closed-{card.state}", stage=locale.plain_label(card.stage))
    when = locale.both(card.step.at, card.calling.zone, zone, card.now)
    key = "card-why-overdue" if card.step.at <= late_before(card.now) else "card-why"
    return locale.text(key, purpose=purpose(card.step, locale), icon=Raw(step_icon(card.step)), when=when)


def often_line(card: DealCard, locale: Locale) -> list[str]:
    """ "Moved 3 times", from the third move on."""
    return [locale.text("moved-often", count=card.often.moves)] if card.often else []


def _last_try(card: DealCard, locale: Locale) -> list[str]:
    return [locale.text("card-last-try")] if card.step and card.step.purpose == LAST_TRY else []


def _clock(card: DealCard, locale: Locale, zone: str) -> str:
    """The client's wall clock now beside one's own, with a sign when he must not be called.

    A guess and an unknown zone look different.
    """
    times = locale.both_times(card.now, card.calling.zone, zone)
    day = "🕓" if card.whereabouts else "❓"
    closed = "🌙" if card.wish is None else "🔕"  # he who asked for the evening has no night at noon
    icon = day if card.calling.holds_hour(card.now) else closed
    city = city_name(card.whereabouts, card.calling.zone, locale)
    return locale.text(clock_key(card.whereabouts), times=times, icon=Raw(icon), city=city)


def _stage(card: DealCard, locale: Locale) -> str:
    dots = DONE * card.stage_number + TO_DO * (card.stage_count - card.stage_number)
    key = "card-stage" if card.stage_number else "card-stage-closed"
    parts = [locale.text(key, dots=dots, stage=locale.plain_label(card.stage))]
    if card.sum_minor is not None:
        parts.append(locale.text("event-sum", sum=locale.money(card.sum_minor, card.currency)))
    if card.debt_minor:
        parts.append(locale.text("card-debt", debt=locale.money(card.debt_minor, card.currency)))
    return " · ".join(parts)


def _event(event: Event, zone: str, currency: str, now: dt.datetime, locale: Locale) -> str:
    what = locale.label(event.outcome) if event.outcome else locale.text(f"event-{event.kind}")
    if event.moved_by:  # of whoever's deal this is
        why = reason_line(event.moved_by, locale, mine=False)
        what = why if event.kind is ActivityKind.MOVED else f"{what}. {why}"
    details = []
    if event.reason:
        details.append(locale.label(event.reason))
    if event.sum_minor is not None:
        details.append(locale.text("event-sum", sum=locale.money(event.sum_minor, currency)))
    if event.text and event.kind is not ActivityKind.CREATED:  # the need stands on the card already
        details.append(locale.text("event-words", words=one_line(event.text, WORDS_SHOWN)))
    if event.file:
        details.append(locale.text("event-file", kind=event.file))
    when = locale.when(event.at, zone, now)
    return locale.text(
        "event-line", when=when, what=Raw(": ".join([what, ", ".join(details)]) if details else what)
    )


def step_icon(step: Step) -> str:
    icons = {"call": "📞", "meeting": "🤝", "visit": "🚗", "message": "✉️", "check_payment": "🧾"}
    return icons[step.kind]


def purpose(step: Step, locale: Locale) -> str:
    """What the step is for, as plain text: a shipped purpose or a company's own words."""
    if step.purpose == "meeting" and step.kind != "meeting":
        return locale.plain(f"step-{step.kind}")
    key = f"purpose-{step.purpose}"
    return locale.plain(key) if locale.has(key) else step.purpose


# What an outcome did


def _reported(recorded: Recorded, locale: Locale) -> str:
    details = []
    if recorded.reason:
        details.append(locale.label(recorded.reason))
    if recorded.sum_minor is not None:
        details.append(locale.text("event-sum", sum=locale.money(recorded.sum_minor, recorded.currency)))
    if recorded.own_words:
        details.append(locale.text("event-words", words=one_line(recorded.own_words, WORDS_SHOWN)))
    return locale.text(
        "recorded-title" if not details else "recorded-title-details",
        icon=Raw(recorded.icon),
        name=recorded.client_name,
        outcome=Raw(locale.label(recorded.outcome)),
        details=Raw(", ".join(details)),
    )


def _what_follows(recorded: Recorded, locale: Locale, zone: str, now: dt.datetime) -> list[str]:
    step = recorded.step
    if recorded.effect is Effect.RETRY:
        return _retry(recorded, locale, zone, now)
    if step is None:
        return [locale.text(f"recorded-{recorded.state}")]
    when = locale.both(step.at, recorded.client_zone, zone, now)
    return [
        locale.text("recorded-next", icon=Raw(step_icon(step)), purpose=purpose(step, locale), when=when),
        *place_lines(step, locale),
        *moved_line(recorded.opening, locale, mine=recorded.mine),
    ]


def _retry(recorded: Recorded, locale: Locale, zone: str, now: dt.datetime) -> list[str]:
    """ "Attempt 2 of 5, next in 30 min, 15:10 there"."""
    count = {"attempts": recorded.attempts, "allowed": recorded.attempts_allowed or recorded.attempts}
    if recorded.step is None and recorded.attempts < count["allowed"]:
        return [locale.text("recorded-last-try")]
    if recorded.step is None:
        return [locale.text("recorded-last-attempt", **count)]
    at = recorded.step.at
    when = locale.both(at, recorded.client_zone, zone, now)
    if recorded.opening and recorded.opening.moved:
        moved = moved_line(recorded.opening, locale, mine=recorded.mine)
        return [locale.text("recorded-attempt-moved", **count, when=when), *moved]
    return [locale.text("recorded-attempt", **count, span=locale.span(at - now), when=when)]
