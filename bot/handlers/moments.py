"""A next contact in one's own words: "завтра в 15", "in 2 hours"."""

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from bot.context import Ctx
from bot.errors import words_of
from bot.reading import read_aside
from bot.screens.moments import choice_screen, confirm_screen, unread_screen, wants_a_yes
from bot.show import send
from bot.taps.deals import ReportTap, lasting, minute_of
from crm import steps
from crm.errors import PastMoment, TooFarMoment, UnreadableMoment
from crm.questions import Question

if TYPE_CHECKING:
    from crm.when import Moment, Reading


async def typed_moment(ctx: Ctx, question: Question, tap: ReportTap, text: str) -> ReportTap | None:
    """The report with the moment that was meant; None where it is asked about once more."""
    try:
        moments = _possible(await _read(ctx, question, text), ctx.now)
    except (UnreadableMoment, PastMoment, TooFarMoment) as error:
        ctx.drops_ask = False
        await send(ctx, unread_screen(words_of(error, ctx.locale), tap, ctx.locale))
        return None
    taps = [_with(tap, moment) for moment in moments]
    if len(taps) > 1:
        screen = choice_screen(question, taps, ctx.locale, ctx.me.zone, ctx.now)
    elif wants_a_yes(question, moments[0].at, ctx.now):
        screen = confirm_screen(question, taps[0], ctx.locale, ctx.me.zone, ctx.now)
    else:
        return taps[0]
    ctx.drops_ask = False
    await send(ctx, screen)
    return None


def _possible(reading: "Reading | None", now: dt.datetime) -> "tuple[Moment, ...]":
    """Raises UnreadableMoment, PastMoment, TooFarMoment."""
    if reading is None:
        raise UnreadableMoment
    if reading.past:
        raise PastMoment
    for moment in reading.moments:
        steps.check_moment(moment.at, now)
    return reading.moments


async def _read(ctx: Ctx, question: Question, text: str) -> "Reading | None":
    return await read_aside(_read_in, text, question, ctx.me.language, ctx.me.zone, ctx.now)


def _read_in(text: str, question: Question, language: str, zone: str, now: dt.datetime) -> "Reading | None":
    from crm.when import read_when  # fifty milliseconds of patterns, for who types a moment

    calling = question.calling
    return read_when(text, now=now, zone=calling.zone, language=language, hours=calling, own_zone=zone)


def _with(tap: ReportTap, moment: "Moment") -> ReportTap:
    said = lasting(tap) if moment.length else tap
    return dataclasses.replace(said, minute=minute_of(moment.at))
