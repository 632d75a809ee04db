"""The page of phones in a real browser: a deal is worked and the clock moved, as a visitor would."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tools.browser import MANAGER, STRANGER, PhoneOnPage, chromium, chromium_path, demonstration, open_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if chromium_path() is None:
        pytest.skip("NO CHROMIUM, the page is not tried in a browser: install Debian's package chromium")
    with demonstration() as address, chromium() as browser:
        yield open_page(browser, address, viewport={"width": 1700, "height": 950})


def test_a_visitor_works_a_deal_and_moves_the_clock(page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    manager = PhoneOnPage(page, MANAGER)

    manager.type("Пётр Оконный +7 999 000-11-22 Балкон под ключ 84к")
    manager.shows("Новый клиент")
    manager.press("Сохранить")
    manager.shows("Первый звонок")
    manager.press("Не берёт")
    manager.shows("Попытка 1 из 5")
    page.get_by_role("button", name="+5 мин").click()
    manager.shows("Звоним ещё раз")
    manager.press("Перезвонить")
    manager.press("Завтра 10:00")
    manager.shows("Обещали перезвонить")
    manager.press("Отменить")
    expect(page.locator(".toast").last).to_contain_text("Отменено")

    assert faults == []
    assert page.locator(".fault").count() == 0


def test_a_stranger_leaves_a_request(page: Page) -> None:
    stranger = PhoneOnPage(page, STRANGER)

    stranger.press("Начать")
    stranger.press("Оставить заявку")
    stranger.type("Остеклить балкон, шесть метров")
    stranger.press("Отправить номер")
    stranger.press("Сейчас")
    stranger.press("Согласен")

    stranger.shows("Заявка №")


def test_a_day_far_ahead_is_picked_on_a_narrow_phone_where_no_label_is_cut(page: Page) -> None:
    wide = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 760})
    page.get_by_role("button", name="Алексей").first.click()
    manager = PhoneOnPage(page, MANAGER)
    cut = "keys => keys.filter(key => key.scrollWidth > key.clientWidth).map(key => key.textContent)"

    manager.type("Виктория Ким")
    manager.shows("Виктория Ким")
    manager.press("Перезвонить")
    for page_of_picker, shown in (
        ("Минуты", "Минуты на"),
        ("‹ Часы", "Часы на"),
        ("Календарь", "Какой день?"),
    ):
        assert manager.phone.locator(".key > span").evaluate_all(cut) == []
        manager.press(page_of_picker)
        manager.shows(shown)
    manager.phone.get_by_role("button", name=re.compile(r"^ср \d+$")).last.click()
    manager.shows("Часы на ср")
    assert manager.phone.locator(".key > span").evaluate_all(cut) == []
    manager.phone.get_by_role("button", name=re.compile(r"^18:00( · \d+)?$")).last.click()
    manager.shows("18:00 там · 11:00 здесь")

    assert page.locator(".fault").count() == 0
    assert wide is not None
    page.set_viewport_size(wide)
