"""A new client's draft, questions for one field, and what a search found."""

from bot.html import one_line
from bot.i18n import Locale
from bot.keyboards.clients import (
    draft_buttons,
    edit_buttons,
    field_buttons,
    hit_buttons,
    nothing_buttons,
    prompt_buttons,
)
from bot.screen import Screen
from bot.screens.whereabouts import city_name
from bot.taps.clients import Field
from crm.cards import DealCard
from crm.clients import Preview
from crm.search import Found

NEED_SHOWN = 600  # characters; all of it is kept
WORDS_SHOWN = 100


def prompt_screen(draft: int, locale: Locale) -> Screen:
    return Screen(locale.text("client-prompt"), prompt_buttons(draft, locale))


def draft_screen(preview: Preview, number: int, locale: Locale) -> Screen:
    """Every field as it will be saved; `number` is the draft's."""
    draft = preview.draft
    lines = [
        locale.text("draft-name", name=draft.name) if draft.name else locale.text("draft-no-name"),
        *([locale.text("draft-company", company=draft.company)] if draft.company else []),
        *(locale.text("draft-phone", phone=locale.phone(phone)) for phone in draft.phones),
        *([] if draft.phones else [locale.text("draft-no-phone")]),
        _zone(preview, locale),
        *([locale.text("draft-need", need=one_line(draft.need, NEED_SHOWN))] if draft.need else []),
    ]
    if draft.sum_minor is not None:
        lines.append(locale.text("draft-sum", sum=locale.money(draft.sum_minor, preview.currency)))
    last = _known(preview, locale) or locale.text("draft-hint")
    text = "\n".join([locale.text("draft-title"), "", *lines, "", last])
    return Screen(text, draft_buttons(number, preview.known, preview.usual, locale))


def field_screen(preview: Preview, number: int, field: Field, locale: Locale) -> Screen:
    draft = preview.draft
    filled = {
        Field.PHONE: bool(draft.phones),
        Field.COMPANY: bool(draft.company),
        Field.NEED: bool(draft.need),
        Field.SUM: draft.sum_minor is not None,
    }
    return Screen(_question(field, locale), field_buttons(number, field, filled.get(field, False), locale))


def cancelled_screen(locale: Locale) -> Screen:
    return Screen(locale.text("draft-cancelled"))


def edit_screen(card: DealCard, field: Field, locale: Locale) -> Screen:
    """The question for one field of a saved client."""
    if field is Field.PHONE:
        text = locale.text("ask-client-phone-more", name=card.client_name)
    else:
        text = _question(field, locale)
    return Screen(text, edit_buttons(card.deal_id, locale))


def found_screen(found: Found, words: str, page: int, locale: Locale) -> Screen:
    if not found.hits:
        text = locale.text("found-nothing", words=one_line(words, WORDS_SHOWN))
        return Screen(text, nothing_buttons(locale))
    text = locale.text("found-title", count=len(found.hits), words=one_line(words, WORDS_SHOWN))
    return Screen(text, hit_buttons(found.hits, page, locale))


def _question(field: Field, locale: Locale) -> str:
    questions = {
        Field.NAME: "ask-client-name",
        Field.PHONE: "ask-client-phone",
        Field.COMPANY: "ask-client-company",
        Field.NEED: "ask-client-need",
        Field.SUM: "ask-client-sum",
        Field.ZONE: "where-ask",
    }
    return locale.text(questions[field])


def _zone(preview: Preview, locale: Locale) -> str:
    place = preview.whereabouts
    key = "draft-zone-unknown" if place is None else "draft-zone-likely" if place.likely else "draft-zone"
    city = city_name(place, preview.zone, locale)
    return locale.text(key, city=city, time=locale.time(preview.now, preview.zone))


def _known(preview: Preview, locale: Locale) -> str | None:
    """That the number is in the base; whose, only if this person may know."""
    known = preview.known
    if known is None:
        return None
    phone = locale.phone(known.e164)
    if known.name is None:
        return locale.text("draft-known-colleague", phone=phone)
    return locale.text("draft-known", phone=phone, name=known.name)
