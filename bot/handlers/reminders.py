"""How due reminders are drawn: a reminder is the card itself."""

from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.day import reminder_list
from bot.screens.deals import deal_card
from bot.taps.deals import REMINDER
from crm import cards, day
from crm.errors import NotFound
from crm.models import DealState

routes = Routes()


@routes.notice("reminder")
async def draw_reminder(notice: Notice) -> list[Screen]:
    """Nothing, if the deal was closed, moved or handed over meanwhile."""
    card = await _card(notice)
    if card is None or not card.mine or card.step is None or card.step.at > notice.now:
        return []
    top = notice.locale.text("reminder-again" if notice.payload["again"] else "reminder-first")
    return [deal_card(card, notice.locale, notice.me.zone, mode=REMINDER, top=top)]


@routes.notice("ignored")
async def draw_ignored(notice: Notice) -> list[Screen]:
    """For the owner: a deal whose manager let two reminders pass."""
    card = await _card(notice)
    if card is None or card.state is not DealState.OPEN:
        return []
    top = notice.locale.text("reminder-ignored", manager=card.manager_name)
    screen = deal_card(card, notice.locale, notice.me.zone, top=top)
    return [screen]


@routes.notice("reminder_list")
async def draw_list(notice: Notice) -> list[Screen]:
    lines = await notice.read(day.lines_of, notice.me, notice.payload["deals"], notice.now)
    return [reminder_list(lines, notice.locale, notice.me.zone, notice.now)] if lines else []


async def _card(notice: Notice) -> cards.DealCard | None:
    try:
        return await notice.read(cards.deal_card, notice.me, notice.payload["deal"], now=notice.now)
    except NotFound:
        return None
