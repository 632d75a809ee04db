"""When a client may be called: the usual wishes, and back to the company's hours."""

from telegram import InlineKeyboardMarkup

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.settings import choice
from bot.taps.deals import CardTap
from bot.taps.hours import EVERY_DAY, WishTap
from crm.calling import ClientHours
from crm.models import WORKING_WEEK

WEEKEND = EVERY_DAY & ~WORKING_WEEK
PARTS = (
    ("button-call-morning", 9 * 60, 12 * 60),
    ("button-call-afternoon", 12 * 60, 17 * 60),
    ("button-call-evening", 17 * 60, 20 * 60),
    ("button-call-late", 18 * 60, None),  # to the usual end
)
DAYS = (
    ("button-call-weekdays", WORKING_WEEK),
    ("button-call-every-day", EVERY_DAY),
    ("button-call-weekend", WEEKEND),
)


def client_hours_buttons(deal_id: int, hours: ClientHours, locale: Locale) -> InlineKeyboardMarkup:
    """Hours keep the days that were said, and days the hours."""
    days = hours.days if hours.days != hours.usual_days else None
    opens, closes = hours.hours if hours.hours != hours.usual else (None, None)
    parts = [
        choice(
            locale.plain(key),
            WishTap(deal_id, begins, ends, days),
            hours.hours == (begins, ends or hours.usual[1]),
            locale,
        )
        for key, begins, ends in PARTS
        if begins < (ends or hours.usual[1])
    ]
    weeks = [
        choice(
            locale.plain(key),
            WishTap(deal_id, opens, closes, week if week != hours.usual_days else None),
            hours.days == week,
            locale,
        )
        for key, week in DAYS
    ]
    usual: Row = [button(locale.plain("button-call-usual"), WishTap(deal_id))] if hours.asked else []
    card = [button(locale.plain("button-card"), CardTap(deal_id))]
    return markup(*rows_of(parts, 2), weeks, usual, card)
