"""A reminder put off, a step put off too often, and the question to the head."""

from collections.abc import Sequence
from dataclasses import replace

from bot.html import cut
from bot.i18n import Locale
from bot.keyboards.deals import back_to_card
from bot.keyboards.snooze import ask_head_buttons, later_buttons, snoozed_buttons
from bot.screen import Screen
from bot.screens.deals import deal_card, often_line
from bot.screens.moved import moved_line
from bot.screens.put import next_lines
from crm.cards import DealCard
from crm.often import Said
from crm.snooze import Snoozed

WORDS_SHOWN = 500


def later_screen(card: DealCard, locale: Locale, zone: str, mode: str) -> Screen:
    """The card, with the lengths of time in place of its outcomes."""
    shown = deal_card(card, locale, zone, mode=mode)
    return replace(shown, keyboard=later_buttons(card, mode, locale))


def snoozed_screen(snoozed: Snoozed, locale: Locale, zone: str, mode: str) -> Screen:
    """Where the step came to lie, and why not earlier."""
    card = snoozed.card
    lines = [locale.text("snoozed", name=card.client_name), *next_lines(card, locale, zone)]
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
