"""Numbers, sums and plurals of the digest, the plan and the team, in both languages."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.i18n import LANGUAGES, locale_of
from bot.screens.digest import digest_screen, period_title
from bot.screens.plan import handed_over, plan_screen
from bot.screens.team import member_line
from crm.digest import Tally
from crm.labels import Label
from crm.reported import Period
from tests.screens.samples_home import (
    DAY,
    DIGEST,
    EMPTY_DIGEST,
    HERE,
    MIDNIGHT,
    NOW,
    PLAN,
    TEAM,
)

NARROW, BLANK = "\u202f", "\u00a0"


def plain(text: str) -> list[str]:
    """The lines as read: without tags, with ordinary blanks."""
    text = text.replace("<b>", "").replace("</b>", "").replace(BLANK, " ").replace(NARROW, " ")
    return [line for line in text.split("\n") if line]


WATCH = [
    ("ru", 0, 0, "✅ 0 сделок без шага, 0 недоставленных напоминаний"),
    ("ru", 1, 0, "⚠️ 1 сделка без шага, 0 недоставленных напоминаний"),
    ("ru", 0, 1, "⚠️ 0 сделок без шага, 1 недоставленное напоминание"),
    ("ru", 2, 3, "⚠️ 2 сделки без шага, 3 недоставленных напоминания"),
    ("ru", 5, 11, "⚠️ 5 сделок без шага, 11 недоставленных напоминаний"),
    ("ru", 21, 22, "⚠️ 21 сделка без шага, 22 недоставленных напоминания"),
    ("en", 0, 0, "✅ 0 deals without a step, 0 failed reminders"),
    ("en", 1, 1, "⚠️ 1 deal without a step, 1 failed reminder"),
    ("en", 2, 21, "⚠️ 2 deals without a step, 21 failed reminders"),
]


@pytest.mark.parametrize(("language", "stepless", "failed", "line"), WATCH)
def test_the_watchdog_is_the_first_line(language: str, stepless: int, failed: int, line: str) -> None:
    digest = replace(EMPTY_DIGEST, stepless=stepless, failed=failed)

    assert plain(digest_screen(digest, locale_of(language), HERE).text)[0] == line


COUNTS = [
    ("ru", 0, ["🆕 0 заявок, 0 новых сделок", "📞 0 звонков", "💬 0 разговоров"]),
    ("ru", 1, ["🆕 1 заявка, 1 новая сделка", "📞 1 звонок, без ответа 1", "💬 1 разговор"]),
    ("ru", 2, ["🆕 2 заявки, 2 новые сделки", "📞 2 звонка, без ответа 2", "💬 2 разговора"]),
    ("ru", 5, ["🆕 5 заявок, 5 новых сделок", "📞 5 звонков, без ответа 5", "💬 5 разговоров"]),
    ("ru", 11, ["🆕 11 заявок, 11 новых сделок", "📞 11 звонков, без ответа 11", "💬 11 разговоров"]),
    ("ru", 21, ["🆕 21 заявка, 21 новая сделка", "📞 21 звонок, без ответа 21", "💬 21 разговор"]),
    ("ru", 112, ["🆕 112 заявок, 112 новых сделок", "📞 112 звонков, без ответа 112", "💬 112 разговоров"]),
    (
        "ru",
        1234,
        ["🆕 1 234 заявки, 1 234 новые сделки", "📞 1 234 звонка, без ответа 1 234", "💬 1 234 разговора"],
    ),
    ("en", 0, ["🆕 0 requests, 0 new deals", "📞 0 calls", "💬 0 talks"]),
    ("en", 1, ["🆕 1 request, 1 new deal", "📞 1 call, 1 unanswered", "💬 1 talk"]),
    ("en", 21, ["🆕 21 requests, 21 new deals", "📞 21 calls, 21 unanswered", "💬 21 talks"]),
    (
        "en",
        1234,
        ["🆕 1,234 requests, 1,234 new deals", "📞 1,234 calls, 1,234 unanswered", "💬 1,234 talks"],
    ),
]


@pytest.mark.parametrize(("language", "count", "lines"), COUNTS)
def test_counted_things(language: str, count: int, lines: list[str]) -> None:
    digest = replace(EMPTY_DIGEST, requests=count, deals=count, calls=count, attempts=count, talks=count)

    assert plain(digest_screen(digest, locale_of(language), HERE).text)[2:5] == lines


MONEY = [
    ("ru", 0, 0, ["💰 Оплаченных сделок нет"]),
    (
        "ru",
        1,
        8_400_000,
        ["🧾 1 счёт на 84 000 ₽", "💰 Оплачена 1 сделка: 84 000 ₽", "🪙 1 частичная оплата: 84 000 ₽"],
    ),
    ("ru", 3, 50, ["🧾 3 счёта на 0,50 ₽", "💰 Оплачены 3 сделки: 0,50 ₽", "🪙 3 частичные оплаты: 0,50 ₽"]),
    (
        "ru",
        5,
        10**14,
        [
            "🧾 5 счетов на 1 000 000 000 000 ₽",
            "💰 Оплачено 5 сделок: 1 000 000 000 000 ₽",
            "🪙 5 частичных оплат: 1 000 000 000 000 ₽",
        ],
    ),
    ("ru", 21, 100, ["🧾 21 счёт на 1 ₽", "💰 Оплачена 21 сделка: 1 ₽", "🪙 21 частичная оплата: 1 ₽"]),
    ("en", 0, 0, ["💰 No deals paid"]),
    (
        "en",
        1,
        8_400_000,
        ["🧾 1 invoice for ₽84,000", "💰 1 deal paid: ₽84,000", "🪙 1 part payment: ₽84,000"],
    ),
    ("en", 2, 50, ["🧾 2 invoices for ₽0.50", "💰 2 deals paid: ₽0.50", "🪙 2 part payments: ₽0.50"]),
]


@pytest.mark.parametrize(("language", "count", "minor", "lines"), MONEY)
def test_money(language: str, count: int, minor: int, lines: list[str]) -> None:
    tally = Tally(count, (("RUB", minor),) if minor else ())
    digest = replace(EMPTY_DIGEST, invoices=tally, paid=tally, part_paid=tally)

    shown = plain(digest_screen(digest, locale_of(language), HERE).text)

    assert [line for line in shown if line[0] in "🧾💰🪙"] == lines


ENDS = [
    ("ru", 1, ["✖️ 1 отказ: Дорого 1", "🗄 В архив: 1 сделка", "⏰ Просрочено сейчас: 1"]),
    ("ru", 3, ["✖️ 3 отказа: Дорого 3", "🗄 В архив: 3 сделки", "⏰ Просрочено сейчас: 3"]),
    ("ru", 12, ["✖️ 12 отказов: Дорого 12", "🗄 В архив: 12 сделок", "⏰ Просрочено сейчас: 12"]),
    ("en", 1, ["✖️ 1 refusal: Too expensive 1", "🗄 1 deal archived", "⏰ Overdue now: 1"]),
    ("en", 3, ["✖️ 3 refusals: Too expensive 3", "🗄 3 deals archived", "⏰ Overdue now: 3"]),
]


@pytest.mark.parametrize(("language", "count", "lines"), ENDS)
def test_how_deals_end(language: str, count: int, lines: list[str]) -> None:
    reasons = ((Label("reason", "expensive"), count),)
    digest = replace(EMPTY_DIGEST, refused=reasons, archived=count, overdue=count)

    shown = plain(digest_screen(digest, locale_of(language), HERE).text)

    assert [line for line in shown if line[0] in "✖🗄⏰"] == lines


PEOPLE = {
    "ru": [
        "Антон: 20 звонков, 8 разговоров, 114 000,50 ₽, просрочено 4",
        "Вера: 4 звонка, 1 разговор",
    ],
    "en": [
        "Антон: 20 calls, 8 talks, ₽114,000.50, 4 overdue",
        "Вера: 4 calls, 1 talk",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_colleague_has_a_line(language: str) -> None:
    assert plain(digest_screen(DIGEST, locale_of(language), HERE).text)[-2:] == PEOPLE[language]


PERIODS = [
    ("ru", MIDNIGHT, MIDNIGHT + DAY, "📊 чт 26 ноя, к 12:42"),
    ("ru", MIDNIGHT - DAY, MIDNIGHT, "📊 ср 25 ноя"),
    ("ru", NOW - DAY, NOW, "📊 ср 25 ноя, 12:42 — чт 26 ноя, 12:42"),
    ("en", MIDNIGHT, MIDNIGHT + DAY, "📊 Thu 26 Nov, by 12:42"),
    ("en", MIDNIGHT - DAY, MIDNIGHT, "📊 Wed 25 Nov"),
    ("en", NOW - 3 * DAY, NOW, "📊 Mon 23 Nov, 12:42 to Thu 26 Nov, 12:42"),
]


@pytest.mark.parametrize(("language", "since", "until", "title"), PERIODS)
def test_a_period_says_what_it_is(language: str, since: dt.datetime, until: dt.datetime, title: str) -> None:
    assert plain(period_title(Period(since, until), locale_of(language), HERE, NOW)) == [title]


PLANS = [
    ("ru", 1, "1 дело"),
    ("ru", 2, "2 дела"),
    ("ru", 11, "11 дел"),
    ("ru", 21, "21 дело"),
    ("en", 1, "1 thing to do"),
    ("en", 2, "2 things to do"),
]


@pytest.mark.parametrize(("language", "count", "line"), PLANS)
def test_how_much_there_is_to_do(language: str, count: int, line: str) -> None:
    plan = replace(PLAN, due=count, later=0)

    assert plain(plan_screen(plan, locale_of(language)).text)[1] == line


HANDED = [
    ("ru", 1, "К вам перешла 1 сделка. Раньше её вёл коллега: Антон."),
    ("ru", 3, "К вам перешли 3 сделки. Раньше их вёл коллега: Антон."),
    ("ru", 11, "К вам перешло 11 сделок. Раньше их вёл коллега: Антон."),
    ("en", 1, "1 deal is yours now, handed over from Антон."),
    ("en", 2, "2 deals are yours now, handed over from Антон."),
]


@pytest.mark.parametrize(("language", "count", "line"), HANDED)
def test_deals_that_came_over(language: str, count: int, line: str) -> None:
    assert plain(handed_over(count, "Антон", locale_of(language)).text) == [line]


LOADS = [
    ("ru", 0, "👤 Антон: сделок нет, просрочено 3"),
    ("ru", 1, "👤 Антон: 1 сделка, просрочено 3"),
    ("ru", 22, "👤 Антон: 22 сделки, просрочено 3"),
    ("ru", 12, "👤 Антон: 12 сделок, просрочено 3"),
    ("en", 0, "👤 Антон: no deals, 3 overdue"),
    ("en", 1, "👤 Антон: 1 deal, 3 overdue"),
    ("en", 22, "👤 Антон: 22 deals, 3 overdue"),
]


@pytest.mark.parametrize(("language", "count", "line"), LOADS)
def test_a_colleagues_load(language: str, count: int, line: str) -> None:
    member = replace(TEAM[1], open_deals=count)

    assert plain(member_line(member, locale_of(language))) == [line]
