"""The answer to a change of hours: saved, and what it moved."""

from dataclasses import replace

from bot.context import Ctx
from bot.screen import Screen
from bot.show import show


async def show_saved(ctx: Ctx, screen: Screen, moved: int) -> None:
    """Say that it is saved, and how many automatic calls found another time by it.

    Over the chat after a press; after typed words above the screen, and only what cannot be seen on it.
    """
    words = ctx.locale.plain("hours-saved-moved", count=moved) if moved else None
    if ctx.query is None and words is not None:
        screen = replace(screen, text=f"{words}\n\n{screen.text}")
    await show(ctx, screen, toast=words or ctx.locale.plain("settings-saved"))
