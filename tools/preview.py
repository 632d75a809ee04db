"""Draws every screen in every language from sample data into one page: `make preview`."""

import html
from pathlib import Path

from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.i18n import LANGUAGES, locale_of
from bot.screen import Screen
from tests.screens.samples import all_samples

PAGE = Path("var/preview.html")
STYLE = """
body { font: 15px/1.35 system-ui, "Noto Color Emoji", sans-serif; background: #e7ebf0; margin: 24px; }
h2 { margin: 32px 0 8px; } .pair { display: flex; gap: 24px; margin: 8px 0 24px; align-items: flex-start; }
.name { width: 200px; color: #667; } .screen { width: 380px; }
.text { background: #fff; border-radius: 12px; padding: 8px 12px; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.row { display: flex; gap: 4px; margin-top: 4px; }
.button { flex: 1; text-align: center; background: #fffc; border-radius: 8px; padding: 7px 4px;
  overflow: hidden; }
.primary { background: #cfe4fa; } .success { background: #cdeccf; } .danger { background: #f8d3d0; }
"""


def main() -> None:
    """Write the page and say where it is."""
    parts = [f"<!doctype html><meta charset=utf-8><title>Dozvon: screens</title><style>{STYLE}</style>"]
    topic = ""
    for name_of_topic, name, draw in all_samples():
        if name_of_topic != topic:
            topic = name_of_topic
            parts.append(f"<h2>{html.escape(topic)}</h2>")
        screens = "".join(_screen(draw(locale_of(language))) for language in LANGUAGES)
        parts.append(f"<div class=pair><div class=name>{html.escape(name)}</div>{screens}</div>")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print(f"{PAGE.resolve().as_uri()}: {len(all_samples())} screens in {len(LANGUAGES)} languages")


def _screen(screen: Screen) -> str:
    rows: list[list[tuple[str, str]]] = []
    if isinstance(screen.keyboard, InlineKeyboardMarkup):
        rows = [[(key.text, key.style or "") for key in row] for row in screen.keyboard.inline_keyboard]
    elif isinstance(screen.keyboard, ReplyKeyboardMarkup):
        rows = [[(key.text, key.style or "") for key in row] for row in screen.keyboard.keyboard]
    drawn = "".join(
        "<div class=row>"
        + "".join(f'<div class="button {style}">{html.escape(text)}</div>' for text, style in row)
        + "</div>"
        for row in rows
    )
    # The text is Telegram's HTML already, of tags a browser knows.
    return f"<div class=screen><div class=text>{screen.text}</div>{drawn}</div>"


if __name__ == "__main__":
    main()
