"""The picker of a moment: its days, its pages, and what stays asked while it is open."""

import datetime as dt

from sqlalchemy.orm import Session

from bot import asks
from bot.context import Ctx
from bot.handlers.deals import mode_of
from bot.routes import Routes
from bot.screens.questions import question_screen
from bot.show import show
from bot.taps.deals import OWN_WORDS, CardTap, PickTap, ReportTap, ViewTap
from crm import questions, reminders, steps
from crm.access import Actor
from crm.case import case_of
from crm.questions import Question

routes = Routes()
ASK = "report"
"""The question whose answer may be typed: its row keeps the report so far."""


@routes.tap(PickTap, keeps_ask=True)
@routes.tap(ViewTap, keeps_ask=True)
async def on_pick(ctx: Ctx, tap: PickTap) -> None:
    """Another day or page of the picker, or the picker of a moment alone."""
    report = without_moment(tap)
    words = await own_words(ctx, report)
    question = await ctx.write(ask_moment, ctx.me, report, words, now=ctx.now, around=tap.date)
    await show(ctx, question_screen(question, report, ctx.locale, ctx.me.zone, ctx.now, tap))


async def own_words(ctx: Ctx, tap: ReportTap) -> str | None:
    """A reason in one's own words does not fit into a button: it waits in the ask row."""
    if tap.reason_id != OWN_WORDS:
        return None
    asked = ctx.ask or await ctx.read(asks.find, ctx.me.user_id, ctx.now)
    return asked.data.get("own_words") if asked and asked.kind == ASK else None


# Transactions


def ask_moment(
    tx: Session,
    actor: Actor,
    tap: ReportTap,
    own_words: str | None,
    *,
    now: dt.datetime,
    around: dt.date | None = None,
) -> Question:
    """Open the question and remember it. Raises StaleScreen, DealClosed, OutcomeNotOffered, NotFound."""
    reminders.acknowledge(tx, actor, tap.deal_id)
    question = moment_question(tx, actor, tap, now, around)
    remember(tx, actor, tap, question, own_words, now)
    return question


def moment_question(
    tx: Session, actor: Actor, tap: ReportTap, now: dt.datetime, around: dt.date | None = None
) -> Question:
    return questions.moment_question(
        tx, actor, tap.deal_id, outcome_id=tap.outcome_id or None, seen=tap.seen, now=now, around=around
    )


def ask_of_closed(
    tx: Session, actor: Actor, tap: ReportTap, own_words: str | None, *, now: dt.datetime
) -> Question | None:
    """The question once more where a drawn moment lies in the client's closed hours; else None.

    No picker offers such: his clock or his hours have changed since it was drawn. Raises PastMoment,
    TooFarMoment, NotFound.
    """
    if tap.moment is None or tap.sure:
        return None
    deal = case_of(tx, actor, tap.deal_id)
    if deal.version != tap.seen:
        return None
    steps.check_moment(tap.moment, now)
    if deal.calling.holds(tap.moment):
        return None
    open_report = without_moment(tap)
    question = moment_question(tx, actor, open_report, now)
    remember(tx, actor, open_report, question, own_words, now)
    return question


def remember(
    tx: Session, actor: Actor, tap: ReportTap, question: Question, own_words: str | None, now: dt.datetime
) -> None:
    """Let the next words of this person be the answer."""
    back = CardTap(tap.deal_id, mode_of(tap.mode)).pack()
    data = {"tap": tap.pack(), "missing": question.missing.value, "own_words": own_words, asks.BACK: back}
    asks.put(tx, actor.user_id, ASK, data, now=now)


def without_moment(tap: PickTap | ReportTap) -> ReportTap:
    """The report so far, its moment still to be chosen."""
    return ReportTap(tap.deal_id, tap.outcome_id, tap.seen, tap.mode, tap.reason_id, tap.sum_minor, tap.kind)
