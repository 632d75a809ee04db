"""Every screen in both languages within Telegram's limits, whatever the data."""

import pytest
from telegram import InlineKeyboardMarkup

from bot.html import cut_html
from bot.i18n import LANGUAGES, locale_of
from sandbox.html import parse_html
from tests.screens.samples import Draw, all_samples

SAMPLES = all_samples()
MESSAGE_LIMIT = 4096
BUTTONS_LIMIT, ROW_LIMIT = 100, 8
LONGEST_BUTTON = 64  # characters: a phone shows some forty


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", [pytest.param(draw, id=f"{topic}: {name}") for topic, name, draw in SAMPLES])
def test_a_screen_is_what_telegram_takes(draw: Draw, language: str) -> None:
    screen = draw(locale_of(language))

    text, entities = parse_html(cut_html(screen.text))
    assert 0 < len(text) <= MESSAGE_LIMIT
    assert len(entities) <= 100
    if isinstance(screen.keyboard, InlineKeyboardMarkup):
        rows = screen.keyboard.inline_keyboard
        assert screen.keyboard.to_dict() == InlineKeyboardMarkup(rows).to_dict()  # as the library says it
        assert sum(len(row) for row in rows) <= BUTTONS_LIMIT
        for row in rows:
            assert 0 < len(row) <= ROW_LIMIT
            for button in row:
                assert 0 < len(button.text) <= LONGEST_BUTTON
                assert len(str(button.callback_data or "").encode()) <= 64


def test_a_card_has_at_most_eight_buttons() -> None:
    cards = {"deals", "snooze"}
    for topic, name, draw in SAMPLES:
        if topic in cards and name.startswith(("card", "reminder:")) and "all outcomes" not in name:
            keyboard = draw(locale_of("ru")).inline
            assert keyboard is not None
            assert sum(len(row) for row in keyboard.inline_keyboard) <= 8, name
