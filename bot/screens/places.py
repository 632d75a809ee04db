"""Where a meeting is: a link to the map, and the question for it."""

from urllib.parse import quote

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup
from bot.screen import Screen
from bot.taps.calendar import NoPlaceTap
from bot.taps.deals import CardTap
from crm.cards import DealCard
from crm.places import point_of, point_place, words_of
from crm.steps import Step

YANDEX = "https://yandex.ru/maps/?text={}"
GOOGLE = "https://www.google.com/maps/search/?api=1&query={}"


def place_lines(step: Step | None, locale: Locale) -> list[str]:
    """Where the step is, if it is somewhere: a link to the map that the reader is used to."""
    if step is None or step.place is None:
        return []
    link, words = map_link(step.place, locale.language), words_of(step.place)
    if words is None:
        return [locale.text("place-point", link=link)]
    return [locale.text("place-words", place=words, link=link)]


def map_link(place: str, language: str) -> str:
    """The address of the place on Yandex's maps for who reads Russian, on Google's for others.

    A known point goes before the words: a street's name is one of many towns.
    """
    if point := point_of(place):
        place = point_place(*point)
    return (YANDEX if language == "ru" else GOOGLE).format(quote(place, safe=""))


def place_screen(card: DealCard, mode: str, locale: Locale) -> Screen:
    """The question, from the card."""
    known = place_lines(card.step, locale)
    lines = [*known, locale.text("ask-place-of", name=card.client_name)]
    clear: Row = [button(locale.plain("button-clear"), NoPlaceTap(card.deal_id, mode))] if known else []
    back = button(locale.plain("button-back"), CardTap(card.deal_id, mode))
    return Screen("\n".join(lines), markup([*clear, back]))
