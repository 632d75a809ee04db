"""How due reminders are drawn: a reminder is the card itself."""

from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.deals import deal_card
from bot.screens.reminders import ignored_list, reminder_list
from bot.taps.deals import REMINDER
from crm import cards, day, reminders
from crm.access import user_of
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
    again = notice.payload["again"]
    return [reminder_list(lines, notice.locale, notice.me.zone, notice.now, again=again)] if lines else []


@routes.notice("ignored_list")
async def draw_ignored_list(notice: Notice) -> list[Screen]:
    """For the owner: more of a manager's ignored reminders than cards would do for."""
    manager_id = notice.payload["manager"]
    lines = await notice.read(
        reminders.ignored_lines, notice.me, notice.payload["deals"], manager_id, notice.now
    )
    if not lines:
        return []
    manager = (await notice.read(user_of, manager_id)).name
    return [ignored_list(manager, lines, notice.locale, notice.me.zone, notice.now)]


async def _card(notice: Notice) -> cards.DealCard | None:
    try:
        return await notice.read(cards.deal_card, notice.me, notice.payload["deal"], now=notice.now)
    except NotFound:
        return None
