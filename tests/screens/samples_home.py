"""The menu, settings, team, plan and digest drawn from sample data, hostile data included."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.digest import digest_screen, list_screen, people_screen
from bot.screens.home import help_screen, home_screen, welcome_screen
from bot.screens.plan import handed_over, plan_screen
from bot.screens.settings import (
    digest_hour_screen,
    ladder_screen,
    language_screen,
    plan_hour_screen,
    settings_screen,
    zone_screen,
)
from bot.screens.team import heirs_screen, invitation, member_screen, team_screen
from crm.access import Actor
from crm.digest import Digest, PersonsDay, Tally
from crm.digest_deals import DealLine, DealList
from crm.home import Home
from crm.labels import Label
from crm.models import Role
from crm.plan import Plan
from crm.profile import LadderChoice, Profile
from crm.reported import Line, Period
from crm.team import Member
from crm.zone_names import choices

NOW = dt.datetime(2026, 11, 26, 9, 42, tzinfo=dt.UTC)  # 12:42 in Moscow
HERE = "Europe/Moscow"
HOSTILE = '<b>&"Аня\u202e</b> 🙂 ' + "ё" * 80
LONG = "очень длинное слово " * 200
DAY, MINUTE, HOUR = dt.timedelta(days=1), dt.timedelta(minutes=1), dt.timedelta(hours=1)
MIDNIGHT = dt.datetime(2026, 11, 25, 21, 0, tzinfo=dt.UTC)

OWNER = Actor(
    user_id=1, telegram_id=1001, role=Role.OWNER, name="Ольга", language="ru", zone=HERE,
    blocked=False,
)  # fmt: skip
MANAGER = replace(OWNER, user_id=2, role=Role.MANAGER, name="Антон")
PLAN = Plan(
    day=dt.date(2026, 11, 26), open_deals=30, due=3, late=2, later=5, by_hour=((12, 1), (13, 3), (16, 2))
)
EMPTY_PLAN = Plan(day=dt.date(2026, 11, 26), open_deals=0, due=0, late=0, later=0, by_hour=())
HOME = Home(actor=MANAGER, company="Окна", plan=PLAN, overdue=0, waiting=0)
LADDERS = (
    LadderChoice(1, (5 * MINUTE, 30 * MINUTE, 3 * HOUR, DAY), True),
    LadderChoice(2, (30 * MINUTE, 3 * HOUR, DAY), False),
)
PROFILE = Profile(
    actor=MANAGER, language=None, zone=HERE, work_from=540, work_to=1080, plan_at=540, digest_at=None,
    ladders=(), country="RU",
)  # fmt: skip
OWNERS_PROFILE = replace(PROFILE, actor=OWNER, language="en", digest_at=1140, ladders=LADDERS)

TEAM = (
    Member(1, "Ольга", Role.OWNER, True, True, 0, 0),
    Member(2, "Антон", Role.MANAGER, True, True, 12, 3),
    Member(3, "Вера", Role.MANAGER, True, False, 1, 0),
    Member(4, "Пётр", Role.MANAGER, False, True, 0, 0),
)
CROWD = tuple(Member(n, HOSTILE * 2, Role.MANAGER, True, False, 10**6, 10**6) for n in range(40))

ROUBLES = (("RUB", 16_800_000),)
DIGEST = Digest(
    period=Period(NOW - DAY, NOW),
    stepless=0,
    failed=0,
    requests=3,
    deals=5,
    calls=24,
    attempts=15,
    talks=9,
    moved=((Label("stage", "first_contact"), 3), (Label("stage", "offer_sent"), 1)),
    invoices=Tally(2, ROUBLES),
    paid=Tally(2, (("RUB", 8_400_000),)),
    part_paid=Tally(1, (("RUB", 3_000_050),)),
    refused=((Label("reason", "expensive"), 2), (None, 1)),
    archived=1,
    overdue=4,
    waiting=1,
    people=(
        PersonsDay(2, "Антон", 20, 8, (("RUB", 11_400_050),), 4),
        PersonsDay(3, "Вера", 4, 1, (), 0),
    ),
    now=NOW,
)
EMPTY_DIGEST = Digest(
    period=Period(MIDNIGHT, MIDNIGHT + DAY), stepless=0, failed=0, requests=0, deals=0, calls=0, attempts=0,
    talks=0, moved=(), invoices=Tally(0, ()), paid=Tally(0, ()), part_paid=Tally(0, ()), refused=(),
    archived=0, overdue=0, waiting=0, people=(), now=NOW,
)  # fmt: skip
OWN = Label("stage", None, {"en": HOSTILE})
MANY_SUMS = (("KZT", 10**14), ("RUB", 10**14), ("USD", 10**14))
HOSTILE_DIGEST = replace(
    DIGEST,
    stepless=1,
    failed=10**6,
    moved=((OWN, 10**6),) * 8,
    refused=((OWN, 10**6),) * 8,
    paid=Tally(10**6, MANY_SUMS),
    people=tuple(PersonsDay(n, HOSTILE * 2, 10**6, 10**6, MANY_SUMS, 10**6) for n in range(60)),
)
DEAL = DealLine(17, "Анна Петрова", "Антон", Label("stage", "paid"), 8_400_000, "RUB", None)
DEALS = DealList(
    period=DIGEST.period, line=Line.PAID, person=None, person_id=None, total=9, page=0, pages=2,
    deals=(DEAL, replace(DEAL, deal_id=18, sum_minor=None)) * 4, now=NOW,
)  # fmt: skip
HOSTILE_DEALS = replace(
    DEALS,
    line=Line.PERSON,
    person=HOSTILE * 2,
    person_id=2**31 - 1,
    page=1,
    pages=3,
    deals=(DealLine(2**31 - 1, LONG, HOSTILE * 2, OWN, 10**14, "RUB", None, OWN, LONG),) * 8,
)

Draw = Callable[[Locale], Screen]
SAMPLES: dict[str, Draw] = {
    "menu: manager": lambda locale: home_screen(HOME, locale),
    "menu: nothing to do": lambda locale: home_screen(replace(HOME, plan=EMPTY_PLAN), locale),
    "menu: owner": lambda locale: home_screen(replace(HOME, actor=OWNER, overdue=4, waiting=1), locale),
    "menu: hostile": lambda locale: home_screen(replace(HOME, actor=replace(OWNER, name=LONG)), locale),
    "welcome: manager": lambda locale: welcome_screen(HOME, locale),
    "welcome: owner": lambda locale: welcome_screen(replace(HOME, actor=OWNER, company=""), locale),
    "help: manager": lambda locale: help_screen(MANAGER, locale),
    "help: owner": lambda locale: help_screen(OWNER, locale),
    "help: client": lambda locale: help_screen(replace(MANAGER, role=Role.CLIENT), locale),
    "plan": lambda locale: plan_screen(PLAN, locale),
    "plan: nothing": lambda locale: plan_screen(EMPTY_PLAN, locale),
    "plan: every hour": lambda locale: plan_screen(
        replace(PLAN, by_hour=tuple((hour, 10**6) for hour in range(24))), locale
    ),
    "handed over": lambda locale: handed_over(12, "Антон", locale),
    "handed over: hostile": lambda locale: handed_over(1, LONG, locale),
    "settings": lambda locale: settings_screen(PROFILE, locale, NOW),
    "settings: owner": lambda locale: settings_screen(OWNERS_PROFILE, locale, NOW),
    "settings: language": lambda locale: language_screen("ru", locale, back=True),
    "settings: client's language": lambda locale: language_screen(None, locale, back=False),
    "settings: zone": lambda locale: zone_screen(
        PROFILE, choices("RU", locale.language, NOW), 0, locale, NOW
    ),
    "settings: zone, last page": lambda locale: zone_screen(
        PROFILE, choices("RU", locale.language, NOW), 10**18, locale, NOW
    ),
    "settings: zone, no such country": lambda locale: zone_screen(PROFILE, [], 0, locale, NOW),
    "settings: plan": lambda locale: plan_hour_screen(PROFILE, locale),
    "settings: digest": lambda locale: digest_hour_screen(OWNERS_PROFILE, locale),
    "settings: ladder": lambda locale: ladder_screen(OWNERS_PROFILE, locale),
    "team": lambda locale: team_screen(TEAM, 0, locale),
    "team: owner alone": lambda locale: team_screen(TEAM[:1], 0, locale),
    "team: hostile": lambda locale: team_screen(CROWD, 2, locale),
    "team: a manager": lambda locale: member_screen(TEAM[1], locale),
    "team: out of reach": lambda locale: member_screen(TEAM[2], locale),
    "team: gone": lambda locale: member_screen(TEAM[3], locale),
    "team: who takes over": lambda locale: heirs_screen(TEAM[1], TEAM[:1] + TEAM[2:3], 0, locale),
    "team: who takes over, hostile": lambda locale: heirs_screen(CROWD[0], CROWD, 10**18, locale),
    "invitation": lambda locale: invitation("https://t.me/dozvon_bot?start=inv_abc", "Окна", locale),
    "invitation: no company": lambda locale: invitation("https://t.me/x?start=inv_abc", "", locale),
    "digest": lambda locale: digest_screen(DIGEST, locale, HERE),
    "digest: an empty day so far": lambda locale: digest_screen(EMPTY_DIGEST, locale, HERE),
    "digest: yesterday": lambda locale: digest_screen(
        replace(DIGEST, period=Period(MIDNIGHT - DAY, MIDNIGHT)), locale, HERE
    ),
    "digest: hostile": lambda locale: digest_screen(HOSTILE_DIGEST, locale, HERE),
    "digest: deals": lambda locale: list_screen(DEALS, locale, HERE),
    "digest: no deals": lambda locale: list_screen(
        replace(DEALS, line=Line.WATCH, total=0, deals=(), pages=1), locale, HERE
    ),
    "digest: deals, hostile": lambda locale: list_screen(HOSTILE_DEALS, locale, HERE),
    "digest: people": lambda locale: people_screen(DIGEST, 0, locale, HERE),
    "digest: people, hostile": lambda locale: people_screen(HOSTILE_DIGEST, 3, locale, HERE),
}
