"""A moment without an outcome: the step moves, or a won deal is repeated."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.context import Ctx
from bot.handlers.deals import mode_of
from bot.handlers.feed import follow
from bot.handlers.picker import ask_of_closed, on_pick
from bot.screens.moments import confirm_screen
from bot.screens.put import Put, put_screen
from bot.show import show
from bot.taps.deals import MEND, PLAIN, PickTap, ReportTap
from crm import deals, steps, undo
from crm.access import Actor, deal_of
from crm.cards import DealCard, card_of
from crm.models import DealState
from crm.questions import Question


@dataclass(frozen=True)
class Done:
    """The deal as it is now; `again` for a second press, which changed nothing."""

    card: DealCard
    put: Put
    again: bool
    undoable: int | None


async def put(ctx: Ctx, tap: ReportTap) -> None:
    """The moment of this report, or the picker where it has none."""
    if tap.moment is None:
        await on_pick(ctx, PickTap(tap.deal_id, tap.outcome_id, tap.seen, tap.mode))
        return
    done = await ctx.write(_put, ctx.me, tap, tap.moment, now=ctx.now)
    if isinstance(done, Question):
        await show(ctx, confirm_screen(done, tap, ctx.locale, ctx.me.zone, ctx.now))
        return
    toast = ctx.locale.plain("recorded-again") if done.again else None
    screen = put_screen(done.card, done.put, ctx.locale, ctx.me.zone, undoable=done.undoable)
    await show(ctx, screen, toast=toast)
    mode = mode_of(tap.mode)
    if mode != PLAIN and not done.again and done.card.often is None:
        await follow(ctx, tap.deal_id, mode)


def _put(tx: Session, actor: Actor, tap: ReportTap, at: dt.datetime, *, now: dt.datetime) -> Done | Question:
    if asked := ask_of_closed(tx, actor, tap, None, now=now):
        return asked
    deal, mends = deal_of(tx, actor, tap.deal_id), tap.mode == MEND
    done, again = Put.MENDED if mends else Put.MOVED, False
    if deal.state is DealState.WON:
        done = Put.REPEATED
        deal = deals.repeat_deal(tx, actor, deal.id, at, now=now, length=tap.length)
    elif deal.version == tap.seen + 1 and deal.step_at == at:
        again = True
    else:
        steps.move_step(tx, actor, deal.id, at, seen=tap.seen, now=now, length=tap.length, mends=mends)
    undoable = undo.undoable(tx, deal, now=now) if done is Put.MENDED else None
    return Done(card_of(tx, actor, deal, now=now), done, again, undoable)
