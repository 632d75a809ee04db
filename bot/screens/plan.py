"""The morning plan, and the word that somebody's deals came over."""

from bot.i18n import Locale
from bot.keyboards.home import start_buttons
from bot.screen import Screen
from crm.plan import Plan


def plan_screen(plan: Plan, locale: Locale) -> Screen:
    """How much, what is late, and what falls into which hour of the day."""
    title = locale.text("plan-title", day=locale.day(plan.day))
    if not plan.total:
        return Screen(f"{title}\n{locale.text('plan-nothing')}", start_buttons(locale, work=False))
    lines = [title, locale.text("plan-total", count=plan.total), ""]
    if plan.late:
        lines.append(locale.text("plan-late", count=plan.late))
    lines += [locale.text("plan-hour", hour=f"{hour:02}:00", count=count) for hour, count in plan.by_hour]
    return Screen("\n".join(lines), start_buttons(locale, work=True))


def handed_over(count: int, colleague: str, locale: Locale) -> Screen:
    """For the heir of somebody who left."""
    return Screen(locale.text("handed-over", count=count, name=colleague), start_buttons(locale, work=True))
