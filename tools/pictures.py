"""Takes the README's pictures from the running page: `make pictures`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools.browser import (
    COLLEAGUE,
    MANAGER,
    OWNER,
    STRANGER,
    PhoneOnPage,
    chromium,
    chromium_path,
    demonstration,
    open_page,
)

FOLDER = Path("docs/pictures")
DESK = {"width": 1700, "height": 950}
PHONE = {"width": 390, "height": 844}
WORDS = {
    "en-GB": ("Reports", "Next", "Talked", "Start", "Leave a request", "Glaze a balcony, six metres"),
    "ru-RU": (
        "Отчёты",
        "Дальше",
        "Поговорили",
        "Начать",
        "Оставить заявку",
        "Остеклить балкон, шесть метров",
    ),
}


def main() -> None:
    """One demonstration for each language, since the first visitor's language is that of its data."""
    if chromium_path() is None:
        sys.exit("Chromium is needed for pictures: on Debian, apt install chromium fonts-noto-color-emoji.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        with demonstration() as address:
            _desk(browser, address, "en-GB", "light")
            _phone(browser, address, "en-GB")
        with demonstration() as address:
            _desk(browser, address, "ru-RU", "dark")


def _desk(browser: Browser, address: str, language: str, look: str) -> None:
    reports, following, talked, start, leave, need = WORDS[language]
    page = open_page(browser, address, language=language, viewport=DESK, color_scheme=look)
    PhoneOnPage(page, OWNER).press(reports)
    PhoneOnPage(page, MANAGER).press(following)
    colleague = PhoneOnPage(page, COLLEAGUE)
    colleague.press(following)
    colleague.press(talked)
    stranger = PhoneOnPage(page, STRANGER)
    stranger.press(start)
    stranger.press(leave)
    stranger.type(need)
    _take(page, look)


def _phone(browser: Browser, address: str, language: str) -> None:
    page = open_page(browser, address, language=language, viewport=PHONE, color_scheme="light")
    page.locator(f'[data-chip="{MANAGER}"]').click()
    _take(page, "phone")


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(800)  # the page's own animations, not the bot
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    page.context.close()
    print(f"{file}: {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
