"""Buttons of the team."""

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardMarkup

from bot.callbacks import Tap
from bot.html import cut
from bot.i18n import Locale
from bot.keyboards.home import menu_button
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.pages import last_page, page_buttons, page_of
from bot.taps.home import DismissTap, HandOverTap, InviteTap, MemberTap, TeamTap, WelcomeBackTap
from bot.taps.hours import MonthTap
from crm.models import Role
from crm.team import Member

SHOWN = 8
NAME_SHOWN = 24


def team_buttons(members: Sequence[Member], page: int, locale: Locale) -> InlineKeyboardMarkup:
    """Everybody who can be opened, the link for one more, and the menu."""
    people = [
        button(cut(member.name, NAME_SHOWN), MemberTap(member.user_id))
        for member in shown(members, page)
        if member.role is not Role.OWNER
    ]
    last = [button(locale.plain("button-invite"), InviteTap(), "primary"), *menu_button(locale)]
    return markup(*rows_of(people, 2), _pages(members, page, TeamTap, locale), last)


def member_buttons(member: Member, locale: Locale) -> InlineKeyboardMarkup:
    rest: Row
    if member.active:
        deed = button(locale.plain("button-dismiss"), DismissTap(member.user_id), "danger")
        rest = [button(locale.plain("button-days-off"), MonthTap(member.user_id))]
    else:
        deed = button(locale.plain("button-welcome-back"), WelcomeBackTap(member.user_id), "success")
        rest = []
    return markup(rest, [deed], [button(locale.plain("button-back"), TeamTap())])


def heir_buttons(member: Member, heirs: Sequence[Member], page: int, locale: Locale) -> InlineKeyboardMarkup:
    """Who takes over, each with his load."""
    people = [
        button(
            locale.plain("button-heir", name=cut(heir.name, NAME_SHOWN), count=heir.open_deals),
            HandOverTap(member.user_id, heir.user_id),
        )
        for heir in shown(heirs, page)
    ]

    def turn(to: int) -> Tap:
        return DismissTap(member.user_id, to)

    back = [button(locale.plain("button-back"), MemberTap(member.user_id))]
    return markup(*rows_of(people, 1), _pages(heirs, page, turn, locale), back)


def shown(members: Sequence[Member], page: int) -> Sequence[Member]:
    return page_of(members, page, SHOWN)


def _pages(members: Sequence[Member], page: int, turn: Callable[[int], Tap], locale: Locale) -> Row:
    return page_buttons(page, last_page(len(members), SHOWN), turn, locale)
