"""What becomes of the messages that fell due before a backup was put back: the question and its answers."""

from bot.i18n import Locale
from bot.keyboards.layout import button, markup
from bot.screen import Screen
from bot.taps.restored import RestoredTap
from crm.restored import Held


def question_screen(held: Held, locale: Locale) -> Screen:
    lines = [
        locale.text("restored-title"),
        "",
        locale.text("restored-waiting", count=held.count),
        locale.text("restored-choice"),
    ]
    send = button(locale.plain("button-restored-send"), RestoredTap(held.at, 1))
    drop = button(locale.plain("button-restored-drop"), RestoredTap(held.at, 0))
    return Screen("\n".join(lines), markup([send, drop]))


def decided_screen(send: bool, count: int | None, locale: Locale) -> Screen:
    """`count` None: it was decided before this press."""
    if count is None:
        said = locale.text("restored-decided")
    else:
        said = locale.text("restored-sent" if send else "restored-dropped", count=count)
    return Screen("\n".join([locale.text("restored-title"), "", said]))
