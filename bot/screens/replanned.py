"""The notice of steps that moved without their manager."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from bot.i18n import Locale
from bot.keyboards.layout import button, markup, rows_of
from bot.screen import Screen
from bot.screens.moved import reason_line
from bot.taps.deals import CardTap
from crm.replanned import Cause, Replanned


def replanned_screen(
    steps: Sequence[Replanned], cause: Cause, count: int, locale: Locale, zone: str, now: dt.datetime
) -> Screen:
    """`count` steps moved; the first ones by name, under the reason if hours had one."""
    lines = [locale.text(f"replanned-by-{cause}", count=count)]
    for reason, moved in groupby(steps, key=lambda step: step.reason):
        lines += ["", *([reason_line(reason, locale, mine=True)] if reason else [])]
        lines += [_line(step, locale, zone, now) for step in moved]
    cards = [button(step.client_name, CardTap(step.deal_id)) for step in steps]
    return Screen("\n".join(lines), markup(*rows_of(cards, 2)))


def _line(step: Replanned, locale: Locale, zone: str, now: dt.datetime) -> str:
    when = locale.both(step.step.at, step.zone, zone, now)
    if step.reason is None:  # by his clock it is the same hour
        was = locale.time(step.was, zone)
        return locale.text("replanned-line", name=step.client_name, when=when, was=was)
    was = locale.both(step.was, step.zone, zone, now)
    return locale.text("replanned-line-hours", name=step.client_name, when=when, was=was)
