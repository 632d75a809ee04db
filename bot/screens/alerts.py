"""The bot's own troubles in a person's words: what happened, what it means, what to do."""

from bot.html import cut
from bot.i18n import Locale
from bot.keyboards.requests import to_card
from bot.screen import Screen
from crm.unreached import Unreachable, Unsure

WORDS_SHOWN = 500


def alert_screen(cause: str, more: int, number: int | str | None, locale: Locale) -> Screen:
    """`more`: how often it occurred since it was last told. `number`: what to look for in the log."""
    key = f"alert-{cause.replace('_', '-')}"
    lines = [locale.text(key if locale.has(key) else "alert-other")]
    if more:
        lines.append(locale.text("alert-more", count=more))
    if number is not None:
        lines.append(locale.text("alert-log", number=str(number)))
    return Screen("\n\n".join(lines))


def unreachable_screen(found: Unreachable, locale: Locale) -> Screen:
    title = locale.text("unreachable", name=found.name, stopped="yes" if found.stopped else "no")
    if found.deal_id is None:
        return Screen(title + "\n\n" + locale.text("unreachable-colleague"))
    text = title + "\n\n" + locale.text("unreachable-client")
    return Screen(text, to_card(found.deal_id, locale))


def unsure_screen(found: Unsure, locale: Locale) -> Screen:
    lines = [locale.text("unsure", name=found.name)]
    if found.words:
        lines.append(locale.text("unsure-words", words=cut(found.words, WORDS_SHOWN)))
    lines.append(locale.text("unsure-why"))
    return Screen("\n\n".join(lines), to_card(found.deal_id, locale))
