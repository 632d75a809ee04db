"""Outcome buttons, what they ask, and Undo."""

import dataclasses
import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from bot.context import Ctx
from bot.errors import words_of
from bot.handlers.deals import mode_of, show_card
from bot.handlers.feed import follow
from bot.handlers.moments import typed_moment
from bot.handlers.picker import (
    ASK,
    ask_moment,
    ask_of_closed,
    moment_question,
    own_words,
    remember,
    without_moment,
)
from bot.handlers.places import ask_place
from bot.handlers.put import put
from bot.routes import Routes
from bot.screens.deals import recorded_screen
from bot.screens.moments import confirm_screen
from bot.screens.questions import question_screen
from bot.show import show
from bot.taps.deals import (
    NO_OUTCOME,
    OWN_WORDS,
    PLAIN,
    GiveUpTap,
    LengthTap,
    ReportTap,
    SureLengthTap,
    SureTap,
    UndoTap,
)
from crm import outcomes, places, reminders, undo
from crm.access import Actor, workspace_of
from crm.errors import PastMoment, StaleScreen, TooFarMoment
from crm.models import Outcome, StepKind
from crm.money import read_sum
from crm.phones import read_phone
from crm.questions import Missing, Question
from crm.recorded import Recorded
from crm.reports import Report

routes = Routes()


@routes.tap(ReportTap)
@routes.tap(LengthTap)
@routes.tap(SureTap)
@routes.tap(SureLengthTap)
async def on_report(ctx: Ctx, tap: ReportTap) -> None:
    await _chosen(ctx, tap)


async def _chosen(ctx: Ctx, tap: ReportTap) -> None:
    """What was pressed, or the moment that was typed."""
    words = await own_words(ctx, tap)
    try:
        if tap.outcome_id == NO_OUTCOME:
            await put(ctx, tap)
        else:
            await _report(ctx, tap, own_words=words)
    except (PastMoment, TooFarMoment) as error:
        if ctx.query is None:
            raise
        # An hour of a picker that stood too long: the same question, with the hours of now.
        again = without_moment(tap)
        question = await ctx.write(ask_moment, ctx.me, again, words, now=ctx.now)
        screen = question_screen(question, again, ctx.locale, ctx.me.zone, ctx.now)
        await show(ctx, screen, toast=words_of(error, ctx.locale))


@routes.tap(GiveUpTap)
async def on_give_up(ctx: Ctx, tap: GiveUpTap) -> None:
    report = ReportTap(tap.deal_id, tap.outcome_id, tap.seen, tap.mode)
    await _report(ctx, report, give_up=True)


@routes.tap(UndoTap)
async def on_undo(ctx: Ctx, tap: UndoTap) -> None:
    deal_id = await ctx.write(_undo, ctx.me, tap.activity_id, now=ctx.now)
    await show_card(ctx, deal_id, mode=mode_of(tap.mode), toast=ctx.locale.plain("undone"))


@routes.ask(ASK)
async def on_typed(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    """The words that an outcome asked for. What cannot be read is refused, and the question stays."""
    tap = ReportTap.parse(data["tap"])
    own_words = data.get("own_words")
    match Missing(data["missing"]):
        case Missing.SUM:
            await _report(ctx, _with(tap, sum_minor=read_sum(text)), own_words=own_words)
        case Missing.REASON:
            await _report(ctx, _with(tap, reason_id=OWN_WORDS), own_words=text.strip())
        case Missing.NUMBER:
            country = (await ctx.read(workspace_of)).country
            await _report(ctx, tap, number=read_phone(text, country))
        case Missing.MOMENT:
            question = await ctx.read(moment_question, ctx.me, tap, ctx.now)
            chosen = await typed_moment(ctx, question, tap, text)
            if chosen is not None:
                await _chosen(ctx, chosen)


@routes.redraw(ASK)
async def on_restart(ctx: Ctx, data: dict[str, Any]) -> None:
    tap = ReportTap.parse(data["tap"])
    question = await ctx.read(_open_question, ctx.me, tap, data["own_words"], now=ctx.now)
    await show(ctx, question_screen(question, tap, ctx.locale, ctx.me.zone, ctx.now))


async def _report(ctx: Ctx, tap: ReportTap, **said: Any) -> None:
    mode = mode_of(tap.mode)
    result = await ctx.write(_tell, ctx.me, tap, said, now=ctx.now)
    if isinstance(result, Question):
        ask = question_screen if tap.moment is None else confirm_screen
        await show(ctx, ask(result, tap, ctx.locale, ctx.me.zone, ctx.now))
        return
    toast = ctx.locale.plain("recorded-again") if result.again else None
    asks_place = places.wanted(result.step)
    screen = recorded_screen(result, ctx.locale, ctx.me.zone, ctx.now, mode, asks_place=asks_place)
    await show(ctx, screen, toast=toast)
    if mode != PLAIN and not result.again and not asks_place:
        await follow(ctx, result.deal_id, mode)


# Transactions


def _tell(
    tx: Session, actor: Actor, tap: ReportTap, said: dict[str, Any], *, now: dt.datetime
) -> Recorded | Question:
    """Report, and remember what was asked if something is missing."""
    if tap.mode != PLAIN:
        reminders.acknowledge(tx, actor, tap.deal_id)
    if asked := ask_of_closed(tx, actor, tap, said.get("own_words"), now=now):
        return asked
    result = outcomes.report(tx, actor, _said(tx, tap, **said), now=now)
    if isinstance(result, Question):
        remember(tx, actor, tap, result, said.get("own_words"), now)
    else:
        ask_place(tx, actor, result, mode_of(tap.mode), now=now)
    return result


def _open_question(
    tx: Session, actor: Actor, tap: ReportTap, own_words: str | None, *, now: dt.datetime
) -> Question:
    """What this unfinished report still needs. Raises StaleScreen, NotFound."""
    if tap.outcome_id == NO_OUTCOME:
        return moment_question(tx, actor, tap, now)
    result = outcomes.report(tx, actor, _said(tx, tap, own_words=own_words), now=now)
    if isinstance(result, Recorded):
        raise StaleScreen(tap.deal_id)
    return result


def _undo(tx: Session, actor: Actor, activity_id: int, *, now: dt.datetime) -> int:
    return undo.undo_outcome(tx, actor, activity_id, now=now).id


def _said(tx: Session, tap: ReportTap, **more: Any) -> Report:
    outcome = tx.get(Outcome, tap.outcome_id) if tap.kind is not None else None
    kinds = outcome.step_kinds if outcome else []
    kind = StepKind(kinds[tap.kind]) if tap.kind is not None and tap.kind < len(kinds) else None
    return Report(
        tap.deal_id,
        tap.outcome_id,
        tap.seen,
        reason_id=tap.reason_id or None,
        sum_minor=tap.sum_minor,
        step_kind=kind,
        moment=tap.moment,
        length=tap.length,
        **more,
    )


def _with(tap: ReportTap, **answers: Any) -> ReportTap:
    return dataclasses.replace(tap, **answers)
