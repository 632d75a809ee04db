"""The client's side and the answers of the team drawn from sample data, hostile data included."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.request_draft import Pending
from bot.screen import Screen
from bot.screens.deals import deal_card
from bot.screens.requests import (
    accepted_screen,
    client_line_notice,
    draft_screen,
    line_sent_screen,
    my_requests_screen,
    offered_line,
    passed_on_screen,
    phone_kept_screen,
    press_instead_screen,
    put_down_screen,
    reassign_screen,
    reassigned_screen,
    replied_screen,
    reply_screen,
    staff_line_notice,
    taken_line,
    taken_notice,
    unanswered_line,
    welcome_screen,
    write_line_screen,
)
from crm.conversations import Line
from crm.labels import Label
from crm.requests import Accepted, Colleague, Convenient, MyRequest, Offer, Standing
from crm.requests.leaving import NEED_LIMIT
from tests.screens.samples_deals import CARD, HERE, HOSTILE, HOSTILE_CARD, LONG, NOW

EMPTY = Pending(7)
NEED = replace(EMPTY, need="Окна в детскую, замер на неделе", phones=("+79146543210", "+77012345678"))
PHONE = replace(NEED, phone="+79146543210")
WHOLE = replace(PHONE, when=Convenient.EVENING)
HOSTILE_NEED = (HOSTILE * 9)[:NEED_LIMIT]
ACCEPTED = Accepted(12, dt.timedelta(minutes=10), at_work=True)
REQUEST = MyRequest(12, NEED.need, Convenient.EVENING, NOW, Standing.TAKEN, "Олег Титов", None)
OFFER = Offer(12, 17, NEED.need, Convenient.EVENING, True, "Олег Титов", "avito", NOW)
HOSTILE_OFFER = replace(OFFER, need=HOSTILE_NEED, offered_to=HOSTILE)
OFFERED_CARD = replace(CARD, request_id=12)
COLLEAGUES = (Colleague(3, "Мария Кац", 5, True), Colleague(4, HOSTILE, 21, False))
LINE = Line(91, 17, "Можно после семи?", "Анна Петрова")
HOSTILE_LINE = replace(LINE, text=LONG[:4000], by=HOSTILE * 2)


def in_work(number: int, stage: str | None) -> MyRequest:
    label = Label("stage", stage) if stage else None
    return replace(REQUEST, number=number, standing=Standing.IN_WORK, stage=label)


MINE = (
    replace(REQUEST, number=16, standing=Standing.ACCEPTED),
    in_work(15, "offer_sent"),
    in_work(14, None),
    replace(REQUEST, number=13, standing=Standing.DONE),
    replace(REQUEST, standing=Standing.CLOSED),
)
HOSTILE_MINE = tuple(
    replace(REQUEST, number=10**9 + number, need=HOSTILE_NEED, manager=HOSTILE * 2) for number in range(5)
)

SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    "welcome": lambda locale: welcome_screen("Окна Плюс", True, locale),
    "welcome: hostile": lambda locale: welcome_screen(HOSTILE, False, locale),
    "draft: need": lambda locale: draft_screen(EMPTY, locale),
    "draft: phone": lambda locale: draft_screen(NEED, locale),
    "draft: phone, hostile": lambda locale: draft_screen(replace(NEED, need=HOSTILE_NEED), locale),
    "draft: phone kept": lambda locale: phone_kept_screen(PHONE, locale),
    "draft: when": lambda locale: draft_screen(PHONE, locale),
    "draft: consent": lambda locale: draft_screen(WHOLE, locale),
    "draft: consent, hostile": lambda locale: draft_screen(replace(WHOLE, need=HOSTILE_NEED), locale),
    "draft: press instead": lambda locale: press_instead_screen(PHONE, locale),
    "draft: put down": put_down_screen,
    "accepted": lambda locale: accepted_screen(ACCEPTED, locale),
    "accepted: at night": lambda locale: accepted_screen(replace(ACCEPTED, at_work=False), locale),
    "taken": lambda locale: taken_notice(REQUEST, locale),
    "taken: hostile": lambda locale: taken_notice(HOSTILE_MINE[0], locale),
    "my requests": lambda locale: my_requests_screen(MINE, HERE, locale),
    "my requests: none": lambda locale: my_requests_screen((), HERE, locale),
    "my requests: hostile": lambda locale: my_requests_screen(HOSTILE_MINE, HERE, locale),
    "write": lambda locale: write_line_screen(REQUEST, locale),
    "write: hostile": lambda locale: write_line_screen(HOSTILE_MINE[0], locale),
    "line sent": lambda locale: line_sent_screen("Олег Титов", locale),
    "line from staff": lambda locale: staff_line_notice(replace(LINE, by="Олег Титов"), locale),
    "line from staff: hostile": lambda locale: staff_line_notice(HOSTILE_LINE, locale),
    "line from client": lambda locale: client_line_notice(LINE, locale),
    "line from client: hostile": lambda locale: client_line_notice(HOSTILE_LINE, locale),
    "reply": lambda locale: reply_screen("Анна Петрова", 17, locale),
    "replied": lambda locale: replied_screen(HOSTILE, 17, locale),
    "offer": lambda locale: deal_card(OFFERED_CARD, locale, HERE, top=offered_line(OFFER, locale)),
    "offer: hostile": lambda locale: deal_card(
        replace(HOSTILE_CARD, request_id=12), locale, HERE, top=offered_line(HOSTILE_OFFER, locale)
    ),
    "offer: taken": lambda locale: deal_card(CARD, locale, HERE, top=taken_line(OFFER, locale)),
    "offer: unanswered": lambda locale: deal_card(
        replace(OFFERED_CARD, mine=False, oversees=True),
        locale,
        HERE,
        top=unanswered_line(OFFER, False, locale.span(dt.timedelta(minutes=10)), locale),
    ),
    "offer: passed by all": lambda locale: deal_card(
        replace(OFFERED_CARD, oversees=True), locale, HERE, top=unanswered_line(OFFER, True, "", locale)
    ),
    "offer: passed on": lambda locale: passed_on_screen(12, HOSTILE, locale),
    "offer: reassign": lambda locale: reassign_screen(OFFER, COLLEAGUES, locale),
    "offer: nobody to reassign to": lambda locale: reassign_screen(OFFER, (), locale),
    "offer: reassigned": lambda locale: reassigned_screen(HOSTILE_OFFER, locale),
}
