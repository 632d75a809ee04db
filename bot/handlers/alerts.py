"""What the team is told of the bot's own troubles: alerts, who is out of reach, what may not have arrived."""

from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.alerts import alert_screen, unreachable_screen, unsure_screen
from crm import unreached

routes = Routes()


@routes.notice("alert")
async def draw_alert(notice: Notice) -> list[Screen]:
    if not notice.me.is_owner:
        return []
    said = notice.payload
    return [alert_screen(said["cause"], said["more"], said.get("number"), notice.locale)]


@routes.notice("unreachable")
async def draw_unreachable(notice: Notice) -> list[Screen]:
    """Nothing, if he can be reached again."""
    said = notice.payload
    found = await notice.read(unreached.unreachable, notice.me, said["user"], said["stopped"], said["deal"])
    return [unreachable_screen(found, notice.locale)] if found else []


@routes.notice("unsure")
async def draw_unsure(notice: Notice) -> list[Screen]:
    said = notice.payload
    found = await notice.read(unreached.unsure, notice.me, said["user"], said["deal"], said["activity"])
    return [unsure_screen(found, notice.locale)] if found else []
