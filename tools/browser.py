"""Debian's Chromium and the demonstration's page: for the pictures and for the browser's test."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

BINARIES = ("chromium", "chromium-browser", "google-chrome")
# Quiet: no calls home, and no sandbox of its own where the tests run as root.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADDRESS = re.compile(r"http://[0-9.]+:[0-9]+")
OWNER, MANAGER, COLLEAGUE, STRANGER = "1001", "1002", "1003", "1004"


def chromium_path() -> str | None:
    """Where Chromium is, or None on a machine without one."""
    return next((path for name in BINARIES if (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. Raises RuntimeError where there is none."""
    path = chromium_path()
    if path is None:
        raise RuntimeError("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def demonstration() -> Iterator[str]:
    """The demonstration as a visitor starts it, with a database of its own; the address of its page."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'demo.db'}"
        command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--database", database]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield _address(next(iter(process.stdout or ()), ""))
            finally:
                process.terminate()


def open_page(browser: Browser, address: str, *, language: str = "ru-RU", **options: object) -> Page:
    """The page of phones, ready to be pressed; times as in Moscow."""
    context = browser.new_context(locale=language, timezone_id="Europe/Moscow", **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address)
    page.wait_for_selector('body[data-ready="1"]')
    return page


class PhoneOnPage:
    """One phone of the page, pressed as a visitor would."""

    def __init__(self, page: Page, person: str) -> None:
        self.page = page
        self.phone = page.locator(f'[data-phone="{person}"]')

    def press(self, label: str) -> None:
        """Press the newest button that ends with these words, and wait until the bot has answered."""
        self.button(label).click()
        self.page.wait_for_function(
            "phone => !phone.querySelector('.key.busy')", arg=self.phone.element_handle()
        )

    def type(self, text: str) -> None:
        box = self.phone.get_by_role("textbox").last
        box.fill(text)
        box.press("Enter")

    def button(self, label: str) -> Locator:
        return self.phone.get_by_role("button", name=re.compile(rf"(^|\s){re.escape(label)}$")).last

    def newest(self) -> Locator:
        return self.phone.locator(".message.bot").last

    def shows(self, text: str) -> None:
        """Wait until a message with this text is there."""
        self.phone.locator(".message.bot", has_text=text).last.wait_for()


def _address(line: str) -> str:
    found = ADDRESS.search(line)
    if found is None:
        raise RuntimeError(f"the demonstration did not start: {line!r}")
    return found[0]
