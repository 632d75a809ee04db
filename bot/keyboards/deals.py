"""Buttons of cards and of what follows an outcome."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n import Locale
from bot.keyboards.clients import more_buttons
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.pages import page_buttons
from bot.keyboards.picks import fix_tap
from bot.keyboards.requests import offer_buttons
from bot.keyboards.snooze import outcomes_beside, snooze_rows
from bot.taps.calendar import IcsTap, PlaceTap, SkipPlaceTap
from bot.taps.deals import (
    NO_OUTCOME,
    PLAIN,
    BringBackTap,
    CardTap,
    FeedTap,
    GiveTap,
    HeirsTap,
    HistoryTap,
    MoreTap,
    NoteTap,
    PickTap,
    ReportTap,
    UndoTap,
    minute_of,
)
from bot.taps.requests import ReplyTap
from bot.taps.zones import WhereTap
from crm.calendar import PLANNED
from crm.cards import DealCard, OfferedOutcome
from crm.models import DealState
from crm.places import AWAY
from crm.recorded import Recorded
from crm.requests import Colleague
from crm.slots import repeat_offers

MOST_ON_A_CARD = 8
HEIRS_SHOWN = 20


def card_buttons(card: DealCard, mode: str, locale: Locale) -> InlineKeyboardMarkup:
    """At most eight buttons: the likely outcomes, [Copy] and [More]."""
    offer: list[Row] = []
    if card.request_id:
        offer = offer_buttons(card.request_id, locale, oversees=card.oversees)
    elif card.oversees and not card.mine and card.state is DealState.OPEN:
        offer = [[_reassign(card, locale)]]
    last: Row = []
    if card.phones:
        number = CopyTextButton(locale.phone(card.phones[0]))
        last.append(InlineKeyboardButton(locale.plain("button-copy"), copy_text=number))
    if card.state in (DealState.LOST, DealState.ARCHIVED):
        last.append(button(locale.plain("button-bring-back"), BringBackTap(card.deal_id, card.version)))
    last.append(button(locale.plain("button-more"), MoreTap(card.deal_id, mode)))
    later = snooze_rows(card, mode, locale)
    where: Row = []
    if card.whereabouts is None and card.state is DealState.OPEN:
        where = [button(locale.plain("button-where"), WhereTap(card.deal_id, mode))]
    room = MOST_ON_A_CARD - len(last) - sum(len(row) for row in (*offer, *later, where))
    outcomes = outcomes_beside(later, card)[:room]
    return markup(*offer, *_outcome_rows(card, outcomes, mode, locale), *later, where, last)


def more_keyboard(card: DealCard, mode: str, locale: Locale) -> InlineKeyboardMarkup:
    """Every outcome of the stage, and what else can be done with the deal."""
    deeds = [
        button(locale.plain("button-note"), NoteTap(card.deal_id)),
        button(locale.plain("button-history"), HistoryTap(card.deal_id, 0)),
    ]
    if card.state is DealState.OPEN:
        move = PickTap(card.deal_id, NO_OUTCOME, card.version, mode)
        deeds.append(button(locale.plain("button-move-step"), move))
        deeds.append(button(locale.plain("button-ics"), IcsTap(card.deal_id)))
        if card.step and card.step.kind in AWAY:
            deeds.append(button(locale.plain("button-place"), PlaceTap(card.deal_id, mode)))
        if card.oversees:
            deeds.append(_reassign(card, locale))
    if card.state is DealState.WON:
        again = PickTap(card.deal_id, NO_OUTCOME, card.version, PLAIN)
        deeds.append(button(locale.plain("button-offer-again"), again))
    if card.reachable:
        deeds.append(button(locale.plain("button-write"), ReplyTap(card.deal_id)))
    deeds += more_buttons(card, mode, locale)
    back = [button(locale.plain("button-less"), CardTap(card.deal_id, mode))]
    outcomes = [_outcome(card, outcome, mode, locale) for outcome in card.outcomes]
    return markup(*rows_of(outcomes, 2), *rows_of(deeds, 2), back)


def recorded_buttons(
    recorded: Recorded,
    mode: str,
    locale: Locale,
    now: dt.datetime,
    *,
    asks_place: bool = False,
) -> InlineKeyboardMarkup:
    """[Undo] and [Next] under what was just written down; [Fix] where a moment was chosen, [Skip] where an
    address is asked for.
    """
    first: Row = []
    if recorded.state is DealState.ARCHIVED:
        first = [button(locale.plain("button-bring-back"), BringBackTap(recorded.deal_id, recorded.version))]
    repeats = _repeats(recorded, now, locale) if recorded.state is DealState.WON else []
    undo = button(locale.plain("button-undo"), UndoTap(recorded.activity_id, mode))
    card = button(locale.plain("button-card"), CardTap(recorded.deal_id))
    following = button(locale.plain("button-next"), FeedTap(0), "primary")
    file: Row = []
    fix: Row = []
    if recorded.step is not None and recorded.step.origin in PLANNED:
        file = [button(locale.plain("button-ics"), IcsTap(recorded.deal_id))]
        mend = fix_tap(recorded.deal_id, recorded.version, recorded.step.at, recorded.client_zone)
        fix = [button(locale.plain("button-fix"), mend)]
    if asks_place:
        file.insert(0, button(locale.plain("button-skip"), SkipPlaceTap(recorded.activity_id, mode)))
    return markup(*rows_of(repeats, 2), first, file, [undo, *fix, card], [following])


def _repeats(recorded: Recorded, now: dt.datetime, locale: Locale) -> Row:
    """When to offer again after a won deal: a few usual dates, and the picker for any other."""
    tap = ReportTap(recorded.deal_id, NO_OUTCOME, recorded.version, PLAIN)
    offers = [
        button(locale.plain("button-repeat", months=months), replace(tap, minute=minute_of(at)))
        for months, at in repeat_offers(recorded.calling, now)
    ]
    other = PickTap(recorded.deal_id, NO_OUTCOME, recorded.version, PLAIN)
    return [*offers, button(locale.plain("button-repeat-other"), other)]


def heir_buttons(deal_id: int, heirs: Sequence[Colleague], locale: Locale) -> InlineKeyboardMarkup:
    """A colleague a row, with his load."""
    rows = [
        [
            button(
                locale.plain("button-colleague", name=heir.name, count=heir.open_deals),
                GiveTap(deal_id, heir.user_id),
            )
        ]
        for heir in heirs[:HEIRS_SHOWN]
    ]
    return markup(*rows, [button(locale.plain("button-back"), CardTap(deal_id))])


def back_to_card(deal_id: int, locale: Locale) -> InlineKeyboardMarkup:
    return markup([button(locale.plain("button-card"), CardTap(deal_id))])


def history_buttons(deal_id: int, page: int, more: bool, locale: Locale) -> list[Row]:
    pages = page_buttons(page, page + more, lambda to: HistoryTap(deal_id, to), locale)
    return [pages, [button(locale.plain("button-back"), CardTap(deal_id))]]


def _reassign(card: DealCard, locale: Locale) -> InlineKeyboardButton:
    return button(locale.plain("button-reassign"), HeirsTap(card.deal_id))


def _outcome_rows(
    card: DealCard, outcomes: tuple[OfferedOutcome, ...], mode: str, locale: Locale
) -> list[Row]:
    """The likeliest in a row of its own, the others in pairs."""
    buttons = [_outcome(card, outcome, mode, locale) for outcome in outcomes]
    return [buttons[:1], *rows_of(buttons[1:], 2)]


def _outcome(card: DealCard, outcome: OfferedOutcome, mode: str, locale: Locale) -> InlineKeyboardButton:
    label = f"{outcome.icon} {locale.plain_label(outcome.label)}".strip()
    return button(label, ReportTap(card.deal_id, outcome.id, card.version, mode), outcome.style)
