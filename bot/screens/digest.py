"""The owner's digest, the deals behind its lines, and his colleagues side by side."""

import datetime as dt

from bot.html import cut
from bot.i18n import Locale, Raw
from bot.keyboards.digest import digest_buttons, list_buttons, people_buttons
from bot.screen import Screen
from crm.digest import Digest, PersonsDay
from crm.digest_deals import DealLine, DealList
from crm.localtime import to_local
from crm.reported import Line, Period, Sums

PEOPLE_IN_TEXT = 15
NAME_SHOWN = 40
WORDS_SHOWN = 80
TITLES = {
    Line.WATCH: "digest-list-watch",
    Line.NEW: "digest-list-new",
    Line.CALLS: "digest-list-calls",
    Line.TALKS: "digest-list-talks",
    Line.MOVED: "digest-list-moved",
    Line.INVOICES: "digest-list-invoices",
    Line.PAID: "digest-list-paid",
    Line.REFUSED: "digest-list-refused",
    Line.ARCHIVED: "digest-list-archived",
    Line.OVERDUE: "digest-list-overdue",
    Line.WAITING: "digest-list-waiting",
}


def digest_screen(digest: Digest, locale: Locale, zone: str) -> Screen:
    """The watchdog first, then the day, then the colleagues; zeros that say little are left out."""
    lines = [_watchdog(digest, locale), "", period_title(digest.period, locale, zone, digest.now), ""]
    lines += _day(digest, locale)
    if digest.people:
        lines.append("")
        lines += [_person(person, locale) for person in digest.people[:PEOPLE_IN_TEXT]]
    if len(digest.people) > PEOPLE_IN_TEXT:
        lines.append(locale.text("digest-more-people", count=len(digest.people) - PEOPLE_IN_TEXT))
    return Screen("\n".join(lines), digest_buttons(digest, locale))


def list_screen(deals: DealList, locale: Locale, zone: str) -> Screen:
    title = (
        locale.text("digest-list-person", name=cut(deals.person, NAME_SHOWN))
        if deals.person is not None
        else locale.text(TITLES[deals.line])
    )
    lines = [title, period_title(deals.period, locale, zone, deals.now)]
    lines.append(locale.text("digest-list-count", count=deals.total))
    if deals.deals:
        lines.append("")
    lines += [_deal(line, locale, named=deals.person is None) for line in deals.deals]
    return Screen("\n".join(lines), list_buttons(deals, locale))


def people_screen(digest: Digest, page: int, locale: Locale, zone: str) -> Screen:
    lines = [
        locale.text("digest-list-people"),
        period_title(digest.period, locale, zone, digest.now),
        locale.text("digest-choose-person"),
    ]
    return Screen("\n".join(lines), people_buttons(digest, page, locale))


def period_title(period: Period, locale: Locale, zone: str, now: dt.datetime) -> str:
    """The reader's calendar day by its date, today's with the hour; any other period by both its ends."""
    since, until = to_local(period.since, zone), to_local(period.until, zone)
    midnights = since.time() == until.time() == dt.time()
    whole_day = midnights and until.date() - since.date() == dt.timedelta(days=1)
    if not whole_day:
        return locale.text(
            "digest-period",
            since=locale.exactly(period.since, zone, now),
            until=locale.exactly(period.until, zone, now),
        )
    day = locale.day(since.date(), to_local(now, zone).date())
    if period.since <= now < period.until:
        return locale.text("digest-day-so-far", day=day, time=locale.time(now, zone))
    return locale.text("digest-day", day=day)


def money(sums: Sums, locale: Locale) -> str:
    """Sums of several currencies side by side."""
    return " + ".join(locale.money(minor, currency) for currency, minor in sums)


def _watchdog(digest: Digest, locale: Locale) -> str:
    icon = "⚠️" if digest.stepless or digest.failed else "✅"
    return locale.text("digest-watch", icon=icon, stepless=digest.stepless, failed=digest.failed)


def _day(digest: Digest, locale: Locale) -> list[str]:
    lines = [
        locale.text("digest-new", requests=digest.requests, deals=digest.deals),
        locale.text("digest-calls", count=digest.calls, attempts=digest.attempts),
        locale.text("digest-talks", count=digest.talks),
    ]
    if digest.moved:
        stages = " · ".join(f"{locale.label(stage)} {locale.number(count)}" for stage, count in digest.moved)
        lines.append(locale.text("digest-moved", stages=Raw(stages)))
    if digest.invoices.count:
        sums = money(digest.invoices.sums, locale)
        lines.append(locale.text("digest-invoices", count=digest.invoices.count, sums=sums))
    lines.append(locale.text("digest-paid", count=digest.paid.count, sums=money(digest.paid.sums, locale)))
    if digest.part_paid.count:
        sums = money(digest.part_paid.sums, locale)
        lines.append(locale.text("digest-part-paid", count=digest.part_paid.count, sums=sums))
    if digest.refused:
        lines.append(_refused(digest, locale))
    if digest.archived:
        lines.append(locale.text("digest-archived", count=digest.archived))
    lines.append(locale.text("digest-overdue", count=digest.overdue))
    if digest.waiting:
        lines.append(locale.text("digest-waiting", count=digest.waiting))
    return lines


def _refused(digest: Digest, locale: Locale) -> str:
    reasons = [
        f"{locale.label(reason) if reason else locale.text('digest-own-words')} {locale.number(count)}"
        for reason, count in digest.refused
    ]
    total = sum(count for _, count in digest.refused)
    return locale.text("digest-refused", count=total, reasons=Raw(" · ".join(reasons)))


def _person(person: PersonsDay, locale: Locale) -> str:
    parts = [
        locale.text("digest-person-calls", count=person.calls),
        locale.text("digest-person-talks", count=person.talks),
    ]
    if person.received:
        parts.append(money(person.received, locale))
    if person.overdue:
        parts.append(locale.text("digest-person-overdue", count=person.overdue))
    name = cut(person.name, NAME_SHOWN)
    return locale.text("digest-person", name=name, day=Raw(", ".join(parts)))


def _deal(line: DealLine, locale: Locale, *, named: bool) -> str:
    """`named`: with the manager, who on a list of his own goes without saying."""
    parts = [locale.label(line.stage)]
    if line.sum_minor is not None:
        parts.append(locale.money(line.sum_minor, line.currency))
    if line.reason is not None:
        parts.append(locale.label(line.reason))
    if line.own_words:
        parts.append(locale.text("event-words", words=cut(line.own_words, WORDS_SHOWN)))
    name, facts = cut(line.client_name, NAME_SHOWN), Raw(", ".join(parts))
    if not named:
        return locale.text("digest-deal-own", name=name, facts=facts)
    return locale.text("digest-deal", name=name, facts=facts, manager=cut(line.manager_name, NAME_SHOWN))
