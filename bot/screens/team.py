"""The team for its owner: who is there with what load, a link for one more, and hand-over."""

from collections.abc import Sequence

from bot.html import cut
from bot.i18n import Locale, Raw
from bot.keyboards.team import heir_buttons, member_buttons, shown, team_buttons
from bot.screen import Screen
from crm.models import Role
from crm.team import Member

NAME_SHOWN = 60


def team_screen(members: Sequence[Member], page: int, locale: Locale) -> Screen:
    lines = [locale.text("team-title"), ""]
    lines += [member_line(member, locale) for member in shown(members, page)]
    if len(members) == 1:
        lines += ["", locale.text("team-alone")]
    return Screen("\n".join(lines), team_buttons(members, page, locale))


def member_screen(member: Member, locale: Locale) -> Screen:
    lines = [member_line(member, locale)]
    if member.active and not member.reachable:
        lines.append(locale.text("team-unreachable"))
    if not member.active:
        lines.append(locale.text("team-may-return"))
    return Screen("\n".join(lines), member_buttons(member, locale))


def heirs_screen(member: Member, heirs: Sequence[Member], page: int, locale: Locale) -> Screen:
    """Who takes over the clients and the deals of a manager about to leave."""
    text = locale.text("team-ask-heir", name=cut(member.name, NAME_SHOWN), count=member.open_deals)
    return Screen(text, heir_buttons(member, heirs, page, locale))


def invitation(link: str, company: str, locale: Locale) -> Screen:
    """A message to forward as it stands: no buttons, nothing that only its sender understands."""
    first = locale.text("invitation-of", company=company) if company else locale.text("invitation")
    return Screen("\n".join([first, locale.text("invitation-how", link=link)]))


def member_line(member: Member, locale: Locale) -> str:
    name = cut(member.name, NAME_SHOWN)
    if not member.active:
        return locale.text("team-gone", name=name)
    parts = [locale.text("team-open-deals", count=member.open_deals)]
    if member.overdue:
        parts.append(locale.text("team-overdue", count=member.overdue))
    if not member.reachable:
        parts.append(locale.text("team-blocked"))
    key = "team-owner" if member.role is Role.OWNER else "team-manager"
    return locale.text(key, name=name, load=Raw(", ".join(parts)))
