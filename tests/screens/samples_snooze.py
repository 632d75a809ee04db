"""Reminders that can wait, and steps that were put off too often."""

from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.deals import deal_card, recorded_screen
from bot.screens.snooze import (
    answered_line,
    ask_head_screen,
    asked_line,
    head_asked_screen,
    later_screen,
    snoozed_screen,
)
from bot.taps.deals import FEED, REMINDER
from crm.hours import Closed, Why
from crm.models import DealState, StepKind, StepOrigin
from crm.often import MovedOften, Said
from crm.openings import Opening, Reason, Whose
from crm.rules import LAST_TRY
from crm.snooze import Snoozed
from crm.steps import Step
from tests.screens.samples_deals import CARD, HERE, HOSTILE, HOSTILE_CARD, LONG, NOW, RECORDED

REFUSED = next(outcome.id for outcome in CARD.outcomes if outcome.label.key == "refused")
OFTEN = MovedOften(3, REFUSED, may_ask=True, may_try=True)
TOO_OFTEN = replace(CARD, often=OFTEN)
TRYING = replace(
    CARD, often=replace(OFTEN, may_try=False), step=Step(StepKind.CALL, NOW, LAST_TRY, StepOrigin.PLAN)
)
NIGHT = Reason(Whose.CLIENT, Closed(Why.HOURS, NOW.date()))
MOVED = Opening(NOW, moved=True, reason=NIGHT)
SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    "reminder: it can wait": lambda locale: deal_card(
        CARD, locale, HERE, mode=REMINDER, top=locale.text("reminder-first")
    ),
    "reminder: moved too often": lambda locale: deal_card(
        TOO_OFTEN, locale, HERE, mode=REMINDER, top=locale.text("reminder-first")
    ),
    "reminder: hostile, moved too often": lambda locale: deal_card(
        replace(HOSTILE_CARD, mine=True, often=replace(OFTEN, moves=10**6)), locale, HERE, mode=REMINDER
    ),
    "card: the last try": lambda locale: deal_card(TRYING, locale, HERE),
    "later": lambda locale: later_screen(CARD, locale, HERE, REMINDER),
    "snoozed": lambda locale: snoozed_screen(Snoozed(CARD, Opening(NOW, moved=False)), locale, HERE, FEED),
    "snoozed: moved out of the night": lambda locale: snoozed_screen(
        Snoozed(CARD, MOVED), locale, HERE, FEED
    ),
    "snoozed: too often": lambda locale: snoozed_screen(Snoozed(TOO_OFTEN, MOVED), locale, HERE, FEED),
    "ask the head": lambda locale: ask_head_screen(HOSTILE_CARD, locale),
    "the head was asked": lambda locale: head_asked_screen(17, [HOSTILE, "Ирина"], locale),
    "asked": lambda locale: deal_card(
        replace(TOO_OFTEN, mine=False, oversees=True),
        locale,
        HERE,
        top=asked_line(Said("<b>Олег", LONG), locale),
    ),
    "asked: without words": lambda locale: deal_card(
        TOO_OFTEN, locale, HERE, top=asked_line(Said("Олег", None), locale)
    ),
    "answered": lambda locale: deal_card(
        TOO_OFTEN, locale, HERE, top=answered_line(Said("<b>Ирина", LONG), locale)
    ),
    "answered: a file": lambda locale: deal_card(
        TOO_OFTEN, locale, HERE, top=answered_line(Said("Ирина", None), locale)
    ),
    "recorded: the last try": lambda locale: recorded_screen(
        replace(RECORDED, state=DealState.ARCHIVED, step=None, opening=None), locale, HERE, NOW, FEED
    ),
}
