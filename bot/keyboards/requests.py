"""Buttons of the client's side, and under requests for those who answer them."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.request_draft import Pending
from bot.taps.deals import CardTap, FeedTap
from bot.taps.requests import (
    AgreeTap,
    ConvenientTap,
    DropTap,
    LeaveTap,
    MyRequestsTap,
    PassOnTap,
    ReassignTap,
    ReassignToTap,
    ReplyTap,
    TakeTap,
    WelcomeTap,
    WriteLineTap,
)
from crm.requests import Colleague, Convenient, MyRequest

KNOWN_OFFERED = 2


def offer_buttons(request_id: int, locale: Locale, *, oversees: bool = False) -> list[Row]:
    """[Take] and [Pass on] for the top of a card; one who oversees the team gets [Reassign] instead."""
    take = button(locale.plain("button-take"), TakeTap(request_id), "primary")
    if oversees:
        return [[take, button(locale.plain("button-reassign"), ReassignTap(request_id))]]
    return [[take, button(locale.plain("button-pass-on"), PassOnTap(request_id))]]


# The client's side


def welcome_buttons(has_requests: bool, locale: Locale) -> InlineKeyboardMarkup:
    mine = [button(locale.plain("button-my-requests"), MyRequestsTap())]
    return markup([_leave(locale)], mine if has_requests else [])


def drop_button(locale: Locale) -> InlineKeyboardMarkup:
    return markup([button(locale.plain("button-cancel"), DropTap())])


def phone_keyboard(pending: Pending, locale: Locale) -> ReplyKeyboardMarkup:
    """Numbers known already, the share button, and the way out."""
    known = [KeyboardButton(locale.phone(phone)) for phone in pending.phones[:KNOWN_OFFERED]]
    share = KeyboardButton(locale.plain("button-share-number"), request_contact=True)
    drop = KeyboardButton(locale.plain("button-dont-send"))
    rows = [*([one] for one in known), [share], [drop]]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True)


def when_buttons(pending: Pending, locale: Locale) -> InlineKeyboardMarkup:
    times = [
        button(locale.plain("button-convenient", code=code), ConvenientTap(pending.number, code))
        for code in Convenient
    ]
    return markup(times[:1], *rows_of(times[1:4], 3), times[4:])


def consent_buttons(pending: Pending, locale: Locale) -> InlineKeyboardMarkup:
    agree = button(locale.plain("button-agree"), AgreeTap(pending.number), "success")
    again = button(locale.plain("button-start-over"), LeaveTap())
    return markup([agree], [again, button(locale.plain("button-dont-send"), DropTap())])


def my_requests_button(locale: Locale) -> InlineKeyboardMarkup:
    """Under what is worth keeping: the list comes as a message of its own."""
    return markup([button(locale.plain("button-my-requests"), MyRequestsTap(new=1))])


def my_requests_buttons(mine: Sequence[MyRequest], locale: Locale) -> InlineKeyboardMarkup:
    """A line can be written about each open request; with several, the button says which."""
    open_ones = [one for one in mine if one.open]
    write = [
        button(
            locale.plain("button-write-about", number=str(one.number))
            if len(open_ones) > 1
            else locale.plain("button-write"),
            WriteLineTap(one.number),
        )
        for one in open_ones
    ]
    return markup(*rows_of(write, 2), [_leave(locale)], [button(locale.plain("button-back"), WelcomeTap())])


def back_to_requests(locale: Locale) -> InlineKeyboardMarkup:
    return markup([button(locale.plain("button-cancel"), MyRequestsTap())])


def _leave(locale: Locale) -> InlineKeyboardButton:
    return button(locale.plain("button-leave-request"), LeaveTap(), "primary")


# The team's side


def colleague_buttons(
    number: int, deal_id: int, colleagues: Sequence[Colleague], locale: Locale
) -> InlineKeyboardMarkup:
    """One a row: a name and his load, with a moon for who is outside his working hours."""
    rows = [
        [
            button(
                ("" if one.on_shift else "🌙 ")
                + locale.plain("button-colleague", name=one.name, count=one.open_deals),
                ReassignToTap(number, one.user_id),
            )
        ]
        for one in colleagues
    ]
    return markup(*rows, [button(locale.plain("button-back"), CardTap(deal_id))])


def line_buttons(deal_id: int, activity_id: int, locale: Locale) -> InlineKeyboardMarkup:
    reply = button(locale.plain("button-reply"), ReplyTap(deal_id, activity_id), "primary")
    return markup([reply, button(locale.plain("button-card"), CardTap(deal_id))])


def to_next(locale: Locale) -> InlineKeyboardMarkup:
    return markup([button(locale.plain("button-next"), FeedTap(), "primary")])


def to_card(deal_id: int, locale: Locale) -> InlineKeyboardMarkup:
    return markup([button(locale.plain("button-card"), CardTap(deal_id))])
