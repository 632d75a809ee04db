"""The morning plan, and the word to an heir: messages that nobody pressed for."""

from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.plan import handed_over, plan_screen
from crm.plan import plan_of

routes = Routes()


@routes.notice("plan")
async def draw_plan(notice: Notice) -> list[Screen]:
    """Nothing for an owner without deals of his own: his day is in the digest."""
    if not notice.me.is_staff:
        return []
    plan = await notice.read(plan_of, notice.me, now=notice.now)
    if notice.me.is_owner and not plan.open_deals:
        return []
    return [plan_screen(plan, notice.locale)]


@routes.notice("handed_over")
async def draw_handed_over(notice: Notice) -> list[Screen]:
    if not notice.me.is_staff:
        return []
    return [handed_over(notice.payload["count"], notice.payload["from"], notice.locale)]
