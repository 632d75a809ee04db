"""A reminder put off, a step put off too often, and the question to the head."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.html import cut
from bot.i18n import Locale, Raw
from bot.keyboards.deals import back_to_card
from bot.keyboards.snooze import ask_head_buttons, later_buttons, snoozed_buttons
from bot.screen import Screen
from bot.screens.deals import deal_card, often_line, purpose, step_icon
from bot.screens.moved import moved_line
from crm.cards import DealCard
from crm.often import Said
from crm.snooze import Snoozed

WORDS_SHOWN = 500


def later_screen(card: DealCard, locale: Locale, zone: str, mode: str) -> Screen:
    """The card, with the lengths of time in place of its outcomes."""
    shown = deal_card(card, locale, zone, mode=mode)
    return replace(shown, keyboard=later_buttons(card, mode, locale))


def snoozed_screen(snoozed: Snoozed, locale: Locale, zone: str, now: dt.datetime, mode: str) -> Screen:
    """Where the step came to lie, and why not earlier."""
    card, lines = snoozed.card, [locale.text("snoozed", name=snoozed.card.client_name)]
    if card.step is not None:
        when = locale.both(card.step.at, card.calling.zone, zone, now)
        step = {"icon": Raw(step_icon(card.step)), "purpose": purpose(card.step, locale)}
        lines.append(locale.text("recorded-next", when=when, **step))
    lines += moved_line(snoozed.opening, locale, mine=card.mine)
    lines += often_line(card, locale)
    return Screen("\n".join(lines), snoozed_buttons(card, mode, locale))


def ask_head_screen(card: DealCard, locale: Locale) -> Screen:
    return Screen(locale.text("ask-head", name=card.client_name), ask_head_buttons(card.deal_id, locale))


def head_asked_screen(deal_id: int, names: Sequence[str], locale: Locale) -> Screen:
    return Screen(locale.text("head-asked", names=", ".join(names)), back_to_card(deal_id, locale))


def asked_line(asked: Said, locale: Locale) -> str:
    """What stands above the card that the head gets."""
    said = _said("asked" if asked.words else "asked-wordless", asked, locale)
    return said + "\n" + locale.text("asked-reply", manager=asked.name)


def answered_line(answer: Said, locale: Locale) -> str:
    """What stands above the card that the manager gets back."""
    return _said("answered" if answer.words else "answered-file", answer, locale)


def _said(key: str, said: Said, locale: Locale) -> str:
    words = [locale.text("asked-words", words=cut(said.words, WORDS_SHOWN))] if said.words else []
    return "\n".join([locale.text(key, manager=said.name), *words])
