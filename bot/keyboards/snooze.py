"""Buttons of a reminder that can wait, and of a step that was put off too often."""

from telegram import InlineKeyboardMarkup

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup
from bot.keyboards.picks import fix_tap
from bot.taps.deals import NO_OUTCOME, PLAIN, REMINDER, CardTap, FeedTap, PickTap, ReportTap, UndoTap
from bot.taps.snooze import AskHeadTap, AskWordlessTap, LastTryTap, LaterTap, SnoozeTap
from crm.cards import DealCard, OfferedOutcome
from crm.models import DealState
from crm.snooze import Later

LABELS = {Later.QUARTER: "button-quarter", Later.HOUR: "button-hour-later", Later.TOMORROW: "button-tomorrow"}


def snooze_rows(card: DealCard, mode: str, locale: Locale) -> list[Row]:
    """[Later] on a reminder; on any card of one's own what to do with a step that was moved too often.

    One button stands for the three lengths: a card has eight, and they would push what is reported most away.
    """
    if not card.mine or card.state is not DealState.OPEN or card.request_id:
        return []
    if card.often is not None:
        return often_rows(card, mode, locale)
    later = button(locale.plain("button-later"), LaterTap(card.deal_id, mode))
    return [[later]] if mode == REMINDER else []


def outcomes_beside(rows: list[Row], card: DealCard) -> tuple[OfferedOutcome, ...]:
    """What the card offers above these rows: the refusal is not said twice."""
    if not rows or card.often is None:
        return card.outcomes
    return tuple(outcome for outcome in card.outcomes if outcome.id != card.often.refusal_id)


def often_rows(card: DealCard, mode: str, locale: Locale) -> list[Row]:
    """[Last try], [Ask the head], [Refuse]: each as far as it is possible, in a row that holds its words."""
    if card.often is None:
        return []
    ways = []
    if card.often.may_try:
        ways.append(button(locale.plain("button-last-try"), LastTryTap(card.deal_id, card.version, mode)))
    if card.often.may_ask:
        ways.append(button(locale.plain("button-ask-head"), AskHeadTap(card.deal_id)))
    for outcome in card.outcomes:
        if outcome.id == card.often.refusal_id:
            label = f"{outcome.icon} {locale.plain_label(outcome.label)}".strip()
            refuse = ReportTap(card.deal_id, outcome.id, card.version, mode)
            ways.append(button(label, refuse, outcome.style))
    return [[way] for way in ways]


def later_buttons(card: DealCard, mode: str, locale: Locale) -> InlineKeyboardMarkup:
    """How long to put it off, any other time, and the way back to the card."""
    lengths = [
        button(locale.plain(label), SnoozeTap(card.deal_id, card.version, later.value, mode))
        for later, label in LABELS.items()
    ]
    other = button(locale.plain("button-other-time"), PickTap(card.deal_id, NO_OUTCOME, card.version, mode))
    return markup(lengths, [other], [button(locale.plain("button-back"), CardTap(card.deal_id, mode))])


def snoozed_buttons(card: DealCard, mode: str, locale: Locale) -> InlineKeyboardMarkup:
    return markup(*often_rows(card, mode, locale), *put_rows(card, locale))


def put_rows(card: DealCard, locale: Locale, undoable: int | None = None) -> list[Row]:
    """Under a step that was just put elsewhere: [Fix] it, the card, the next one.

    [Undo] takes back the outcome `undoable`, whose moment was put right.
    """
    undo: Row = []
    if undoable is not None:
        undo = [button(locale.plain("button-undo"), UndoTap(undoable, PLAIN))]
    fix: Row = []
    if card.step is not None:
        mend = fix_tap(card.deal_id, card.version, card.step.at, card.calling.zone)
        fix = [button(locale.plain("button-fix"), mend)]
    opened = button(locale.plain("button-card"), CardTap(card.deal_id))
    following = button(locale.plain("button-next"), FeedTap(0), "primary")
    return [[*undo, *fix, opened], [following]]


def ask_head_buttons(deal_id: int, locale: Locale) -> InlineKeyboardMarkup:
    wordless = button(locale.plain("button-without-words"), AskWordlessTap(deal_id))
    return markup([wordless], [button(locale.plain("button-cancel"), CardTap(deal_id))])
