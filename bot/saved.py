"""The answer to a change of hours: saved, and what it moved."""

from dataclasses import replace

from bot.context import Ctx
from bot.screen import Screen
from bot.show import show


async def show_saved(ctx: Ctx, screen: Screen, moved: int, left: int = 0) -> None:
    """Say that it is saved, how many automatic calls found another time by it, and how many chosen steps
    are `left` on days that are off now.

    Over the chat after a press; after typed words above the screen, and only what cannot be seen on it.
    """
    said = [
        ctx.locale.plain("hours-saved-moved", count=moved) if moved else ctx.locale.plain("settings-saved")
    ]
    said += [ctx.locale.plain("hours-left", count=left)] if left else []
    words = ". ".join(said)
    if ctx.query is None and (moved or left):
        screen = replace(screen, text=f"{words}\n\n{screen.text}")
    await show(ctx, screen, toast=words)
