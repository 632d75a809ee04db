"""Buttons of the digest: each line opens the deals behind it, and each list leads back."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.html import cut
from bot.i18n import Locale
from bot.keyboards.home import menu_button
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.pages import last_page, page_buttons, page_of
from bot.taps.deals import CardTap
from bot.taps.home import BehindTap, DigestTap, PeopleTap, ReportsTap
from crm.digest import Digest
from crm.digest_deals import DealList
from crm.reported import Line, Period

PEOPLE_SHOWN = 8
NAME_SHOWN = 24


def digest_buttons(digest: Digest, locale: Locale) -> InlineKeyboardMarkup:
    """A button a line that has deals; then the colleagues, today, yesterday and the menu."""
    lines = (
        ("button-digest-watch", Line.WATCH, digest.stepless + digest.failed),
        ("button-digest-new", Line.NEW, digest.requests + digest.deals),
        ("button-digest-calls", Line.CALLS, digest.calls),
        ("button-digest-talks", Line.TALKS, digest.talks),
        ("button-digest-moved", Line.MOVED, len(digest.moved)),
        ("button-digest-invoices", Line.INVOICES, digest.invoices.count),
        ("button-digest-paid", Line.PAID, digest.paid.count + digest.part_paid.count),
        ("button-digest-refused", Line.REFUSED, len(digest.refused)),
        ("button-digest-archived", Line.ARCHIVED, digest.archived),
        ("button-digest-overdue", Line.OVERDUE, digest.overdue),
        ("button-digest-waiting", Line.WAITING, digest.waiting),
    )
    buttons = [
        button(locale.plain(key), BehindTap.of(digest.period, line)) for key, line, count in lines if count
    ]
    if digest.people:
        buttons.append(button(locale.plain("button-digest-people"), PeopleTap.of(digest.period)))
    days = [
        button(locale.plain("button-report-today"), ReportsTap(0)),
        button(locale.plain("button-report-yesterday"), ReportsTap(1)),
    ]
    return markup(*rows_of(buttons, 2), days, menu_button(locale))


def list_buttons(deals: DealList, locale: Locale) -> InlineKeyboardMarkup:
    """A button a deal, the pages, and the way back to the same digest."""
    cards = [button(line.client_name, CardTap(line.deal_id)) for line in deals.deals]

    def page(to: int) -> BehindTap:
        return BehindTap.of(deals.period, deals.line, deals.person_id, to)

    pages = page_buttons(deals.page, deals.pages - 1, page, locale)
    return markup(*rows_of(cards, 2), pages, _back(deals.period, locale))


def people_buttons(digest: Digest, page: int, locale: Locale) -> InlineKeyboardMarkup:
    people: list[InlineKeyboardButton] = [
        button(cut(person.name, NAME_SHOWN), BehindTap.of(digest.period, Line.PERSON, person.user_id))
        for person in page_of(digest.people, page, PEOPLE_SHOWN)
    ]
    last = last_page(len(digest.people), PEOPLE_SHOWN)
    pages = page_buttons(page, last, lambda to: PeopleTap.of(digest.period, to), locale)
    return markup(*rows_of(people, 2), pages, _back(digest.period, locale))


def _back(period: Period, locale: Locale) -> Row:
    return [button(locale.plain("button-back"), DigestTap.of(period))]
