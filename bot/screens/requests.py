"""The client's side, and what the team sees of requests and of clients' words."""

from collections.abc import Sequence

from telegram import ReplyKeyboardRemove

from bot.html import cut
from bot.i18n import Locale
from bot.keyboards.requests import (
    back_to_requests,
    colleague_buttons,
    consent_buttons,
    drop_button,
    line_buttons,
    my_requests_button,
    my_requests_buttons,
    phone_keyboard,
    to_card,
    to_next,
    welcome_buttons,
    when_buttons,
)
from bot.request_draft import Missing, Pending
from bot.screen import Screen
from crm.conversations import Line
from crm.localtime import to_local
from crm.requests import Accepted, Colleague, MyRequest, Offer

NEED_SHOWN = 120


# The client's side


def welcome_screen(company: str, has_requests: bool, locale: Locale) -> Screen:
    return Screen(locale.text("request-welcome", company=company), welcome_buttons(has_requests, locale))


def draft_screen(pending: Pending, locale: Locale) -> Screen:
    """The question whose answer is missing."""
    match pending.missing:
        case Missing.NEED:
            return Screen(locale.text("request-need"), drop_button(locale))
        case Missing.PHONE:
            return Screen(locale.text("request-phone", need=pending.need), phone_keyboard(pending, locale))
        case Missing.WHEN:
            return Screen(locale.text("request-when"), when_buttons(pending, locale))
        case Missing.CONSENT:
            text = locale.text(
                "request-consent",
                need=pending.need,
                phone=locale.phone(pending.phone),
                code=pending.when,
            )
            return Screen(text, consent_buttons(pending, locale))


def phone_kept_screen(pending: Pending, locale: Locale) -> Screen:
    """Says which number was understood, and takes the keyboard with the share button away."""
    text = locale.text("request-phone-kept", phone=locale.phone(pending.phone))
    return Screen(text, ReplyKeyboardRemove())


def put_down_screen(locale: Locale) -> Screen:
    """A draft was left for something else; its keyboard goes too."""
    return Screen(locale.text("request-put-down"), ReplyKeyboardRemove())


def press_instead_screen(pending: Pending, locale: Locale) -> Screen:
    """The same question, for one who typed where only buttons answer."""
    asked = draft_screen(pending, locale)
    return Screen(locale.text("request-press-instead") + "\n\n" + asked.text, asked.keyboard)


def accepted_screen(accepted: Accepted, locale: Locale) -> Screen:
    number = str(accepted.number)
    if accepted.at_work:
        minutes = round(accepted.answering.total_seconds() / 60)
        text = locale.text("request-accepted", number=number, minutes=minutes)
    else:
        text = locale.text("request-accepted-later", number=number)
    return Screen(text, my_requests_button(locale))


def my_requests_screen(mine: Sequence[MyRequest], zone: str, locale: Locale) -> Screen:
    blocks = [locale.text("my-requests-title" if mine else "my-requests-none")]
    blocks += [_my_request(one, zone, locale) for one in mine]
    return Screen("\n\n".join(blocks), my_requests_buttons(mine, locale))


def write_line_screen(request: MyRequest, locale: Locale) -> Screen:
    return Screen(
        locale.text("request-write", number=str(request.number), manager=request.manager),
        back_to_requests(locale),
    )


def line_sent_screen(manager: str, locale: Locale) -> Screen:
    return Screen(locale.text("request-line-sent", manager=manager))


def taken_notice(request: MyRequest, locale: Locale) -> Screen:
    text = locale.text(
        "request-taken", number=str(request.number), manager=request.manager, code=request.convenient
    )
    return Screen(text, my_requests_button(locale))


def staff_line_notice(line: Line, locale: Locale) -> Screen:
    return Screen(locale.text("line-from-staff", name=line.by, words=line.text))


def _my_request(one: MyRequest, zone: str, locale: Locale) -> str:
    state = locale.text(
        "my-request-standing",
        standing=one.standing,
        manager=one.manager,
        stage=(one.stage.key if one.stage else None) or "",
    )
    return (
        locale.text(
            "my-request",
            number=str(one.number),
            day=locale.day(to_local(one.created_at, zone).date()),
            need=cut(one.need, NEED_SHOWN),
        )
        + "\n"
        + state
    )


# The team's side


def offered_line(offer: Offer, locale: Locale) -> str:
    """The line above the card of a new request."""
    return locale.text("offer-new", number=str(offer.number), convenient=_convenient(offer, locale))


def taken_line(offer: Offer, locale: Locale) -> str:
    return locale.text("offer-taken", number=str(offer.number), convenient=_convenient(offer, locale))


def unanswered_line(offer: Offer, passed: bool, waited: str, locale: Locale) -> str:
    number, convenient = str(offer.number), _convenient(offer, locale)
    if passed:
        return locale.text("offer-passed-by-all", number=number, convenient=convenient)
    name = offer.offered_to or ""
    return locale.text("offer-unanswered", number=number, name=name, span=waited, convenient=convenient)


def _convenient(offer: Offer, locale: Locale) -> str:
    return locale.plain("offer-convenient", code=offer.convenient)


def passed_on_screen(number: int, name: str, locale: Locale) -> Screen:
    """The deal is not his any more: only the next one is left to open."""
    return Screen(locale.text("offer-handed", number=str(number), name=name), to_next(locale))


def reassigned_screen(offer: Offer, locale: Locale) -> Screen:
    text = locale.text("offer-handed", number=str(offer.number), name=offer.offered_to or "")
    return Screen(text, to_card(offer.deal_id, locale))


def reassign_screen(offer: Offer, colleagues: Sequence[Colleague], locale: Locale) -> Screen:
    key = "offer-reassign" if colleagues else "offer-reassign-nobody"
    text = locale.text(key, number=str(offer.number))
    return Screen(text, colleague_buttons(offer.number, offer.deal_id, colleagues, locale))


def client_line_notice(line: Line, locale: Locale) -> Screen:
    text = locale.text("line-from-client", name=line.by, words=line.text)
    return Screen(text, line_buttons(line.deal_id, line.activity_id, locale))


def reply_screen(client_name: str, deal_id: int, locale: Locale) -> Screen:
    return Screen(locale.text("line-reply", name=client_name), to_card(deal_id, locale))


def replied_screen(client_name: str, deal_id: int, locale: Locale) -> Screen:
    return Screen(locale.text("line-replied", name=client_name), to_card(deal_id, locale))
