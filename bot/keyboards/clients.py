"""Buttons of a new client, of corrections on a card, and of what a search found."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Tap
from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.pages import last_page, page_buttons, page_of
from bot.keyboards.zones import draft_usual_rows
from bot.taps.clients import (
    CancelTap,
    DraftClearTap,
    DraftFieldTap,
    DraftTap,
    EditTap,
    Field,
    FoundTap,
    NewClientTap,
    SaveTap,
)
from bot.taps.deals import CardTap
from bot.taps.hours import ClientHoursTap
from bot.taps.zones import WhereTap
from crm.cards import DealCard
from crm.clients import KnownNumber
from crm.models import DealState
from crm.search import Hit
from crm.zone_names import ZoneChoice

CITIES_ON_A_DRAFT = 4
HITS_ON_A_PAGE = 8
CLEARABLE = (Field.PHONE, Field.COMPANY, Field.NEED, Field.SUM)
STATE_ICONS = {DealState.OPEN: "", DealState.WON: "✅ ", DealState.LOST: "✖️ ", DealState.ARCHIVED: "🗄 "}


def more_buttons(card: DealCard, mode: str, locale: Locale) -> list[InlineKeyboardButton]:
    """Corrections of the client's data, for the card's [More]."""
    fields = [field for field in Field if field is not Field.SUM or card.state is DealState.OPEN]
    taps: dict[Field, Tap] = {field: EditTap(card.deal_id, field, card.version) for field in fields}
    taps[Field.ZONE] = WhereTap(card.deal_id, mode)
    edits = [_field(field, tap, locale) for field, tap in taps.items()]
    return [*edits, button(locale.plain("button-client-hours"), ClientHoursTap(card.deal_id))]


def prompt_buttons(draft: int, locale: Locale) -> InlineKeyboardMarkup:
    return markup([button(locale.plain("button-cancel"), CancelTap(draft))])


def draft_buttons(
    draft: int, known: KnownNumber | None, usual: Sequence[ZoneChoice], locale: Locale
) -> InlineKeyboardMarkup:
    """[Save], the usual cities where his is asked, and a button for each field.

    With a known number the card it belongs to goes first.
    """
    first: Row = []
    if known and known.deal_id:
        first = [button(locale.plain("button-open-card"), CardTap(known.deal_id), "primary")]
    sure = known is not None
    save = button(
        locale.plain("button-yes-save" if sure else "button-save"),
        SaveTap(draft, sure),
        None if sure else "success",
    )
    fields = [_field(field, DraftFieldTap(draft, field), locale) for field in Field]
    cancel = button(locale.plain("button-cancel"), CancelTap(draft))
    cities = draft_usual_rows(draft, usual[:CITIES_ON_A_DRAFT])
    return markup(first, [save], *cities, *rows_of(fields, 2), [cancel])


def field_buttons(draft: int, field: Field, filled: bool, locale: Locale) -> InlineKeyboardMarkup:
    """Under the question for one field of a draft."""
    clear: Row = []
    if filled and field in CLEARABLE:
        clear = [button(locale.plain("button-clear"), DraftClearTap(draft, field))]
    return markup([*clear, button(locale.plain("button-back"), DraftTap(draft))])


def edit_buttons(deal_id: int, locale: Locale) -> InlineKeyboardMarkup:
    return markup([button(locale.plain("button-back"), CardTap(deal_id))])


def hit_buttons(hits: Sequence[Hit], page: int, locale: Locale) -> InlineKeyboardMarkup:
    """A client a row, and the pages."""
    shown = page_of(hits, page, HITS_ON_A_PAGE)
    rows = [[button(hit_label(hit, locale), CardTap(hit.deal_id))] for hit in shown]
    return markup(*rows, page_buttons(page, last_page(len(hits), HITS_ON_A_PAGE), FoundTap, locale))


def nothing_buttons(locale: Locale) -> InlineKeyboardMarkup:
    return markup([button(locale.plain("button-new-client"), NewClientTap(1), "primary")])


def hit_label(hit: Hit, locale: Locale) -> str:
    """ "✅ Анна Петрова · Окна Плюс", or with the end of the number where there is no company."""
    tail = hit.company or (locale.phone(hit.phone)[-5:] if hit.phone else "")
    return STATE_ICONS[hit.state] + " · ".join(filter(None, (hit.name, tail)))


def _field(field: Field, tap: Tap, locale: Locale) -> InlineKeyboardButton:
    labels = {
        Field.NAME: locale.plain("button-field-name"),
        Field.PHONE: locale.plain("button-field-phone"),
        Field.COMPANY: locale.plain("button-field-company"),
        Field.NEED: locale.plain("button-field-need"),
        Field.SUM: locale.plain("button-field-sum"),
        Field.ZONE: locale.plain("button-field-zone"),
    }
    return button(labels[field], tap)
