"""The menu by role, the welcome of a new colleague, and the help."""

from telegram import InlineKeyboardMarkup

from bot.i18n import Locale
from bot.keyboards.home import menu_buttons, menu_only
from bot.screen import Screen
from crm.access import Actor
from crm.home import Home
from crm.plan import Plan


def home_screen(home: Home, locale: Locale) -> Screen:
    """The greeting, one line of facts a concern, and the way to everything."""
    lines = [locale.text("home-hello", name=home.actor.name), own_facts(home.plan, locale)]
    if home.overdue or home.waiting:
        lines.append(locale.text("home-team", overdue=home.overdue, waiting=home.waiting))
    return Screen("\n".join(lines), _menu(home, locale))


def welcome_screen(home: Home, locale: Locale) -> Screen:
    """For one who has just got his role by a link."""
    role = "welcome-owner" if home.actor.is_owner else "welcome-manager"
    lines = [locale.text(role, name=home.actor.name)]
    if home.company:
        lines.append(locale.text("welcome-company", company=home.company))
    return Screen("\n".join([*lines, locale.text("welcome-advice")]), _menu(home, locale))


def help_screen(actor: Actor, locale: Locale) -> Screen:
    if not actor.is_staff:
        return Screen(locale.text("help-client"))
    lines = [locale.text("help-staff")]
    if actor.is_owner:
        lines.append(locale.text("help-owner"))
    return Screen("\n".join(lines), menu_only(locale))


def own_facts(plan: Plan, locale: Locale) -> str:
    if not plan.total:
        return locale.text("home-nothing" if plan.open_deals else "home-no-deals")
    return locale.text("home-facts", due=plan.due, later=plan.later, late=plan.late)


def _menu(home: Home, locale: Locale) -> InlineKeyboardMarkup:
    return menu_buttons(locale, owner=home.actor.is_owner)
