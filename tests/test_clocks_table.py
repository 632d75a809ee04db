"""A manager in Moscow plans with clients of five zones through the clock changes of two years.

Every pair of times that he is shown stands in the tables below, worked out by hand: Moscow, Kaliningrad,
Yekaterinburg, Vladivostok and Almaty keep their clocks, Berlin's goes back in October and forward in March.
"""

import datetime as dt
from dataclasses import dataclass

import pytest

from tests.bot.speech import Speech
from tests.chat import Chat, Shown
from tests.town import OWNER, Town, running

AHEAD = dt.timedelta(hours=3)  # of Moscow, always
PLANNED_AT = "10:00"  # in Moscow
BERLIN = "Europe/Berlin"


@dataclass(frozen=True)
class Pair:
    """The client's wall time and Moscow's."""

    there: str
    here: str

    def said(self, say: Speech) -> str:
        return say.either(f"{self.there} там · {self.here} здесь", f"{self.there} there · {self.here} here")


# By client: when it is planned, and for when.
STEADY = {
    "Europe/Kaliningrad": (Pair("09:00", "10:00"), Pair("15:00", "16:00")),
    "Asia/Yekaterinburg": (Pair("12:00", "10:00"), Pair("15:00", "13:00")),
    "Asia/Vladivostok": (Pair("17:00", "10:00"), Pair("18:00", "11:00")),
    "Asia/Almaty": (Pair("12:00", "10:00"), Pair("16:00", "14:00")),
}
SUMMER = (Pair("09:00", "10:00"), Pair("14:00", "15:00"))
WINTER = (Pair("08:00", "10:00"), Pair("14:00", "16:00"))


@dataclass(frozen=True)
class Change:
    """On `wednesday` two contacts are planned: before Berlin's clock changes on Sunday, and after it."""

    wednesday: dt.date
    before: tuple[Pair, Pair]
    after: tuple[Pair, Pair]
    typed: Pair
    """For Berlin, after the change."""
    tuesday: tuple[str, str]
    """The day after the change as it is said, in (ru, en)."""

    def pairs(self, zone: str) -> tuple[Pair, Pair, Pair]:
        """Of the moment of planning, of Thursday, of Tuesday."""
        if zone == BERLIN:
            return *self.before, self.after[1]
        return *STEADY[zone], STEADY[zone][1]


CHANGES = [
    Change(dt.date(2026, 3, 25), WINTER, SUMMER, Pair("10:00", "11:00"), ("вт 31 мар", "Tue 31 Mar")),
    Change(dt.date(2026, 10, 21), SUMMER, WINTER, Pair("10:00", "12:00"), ("вт 27 окт", "Tue 27 Oct")),
    Change(dt.date(2027, 3, 24), WINTER, SUMMER, Pair("10:00", "11:00"), ("вт 30 мар", "Tue 30 Mar")),
    Change(dt.date(2027, 10, 27), SUMMER, WINTER, Pair("10:00", "12:00"), ("вт 2 ноя", "Tue 2 Nov")),
]
ZONES = (*STEADY, BERLIN)


def moscow(day: dt.date, time: str) -> dt.datetime:
    """The moment, by arithmetic alone."""
    return dt.datetime.combine(day, dt.time.fromisoformat(time), dt.UTC) - AHEAD


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.wednesday:%B %Y}")
async def test_every_pair_of_times_is_right(sqlite_url: str, change: Change, language: str) -> None:
    start = moscow(change.wednesday, PLANNED_AT)
    async with running(sqlite_url, language=language, at=start) as town:
        walk = Walk(town, change, Speech(language))
        await walk.chat.starts()
        for zone in ZONES:
            await walk.plans(zone, days=1)
            await walk.plans(zone, days=6)
        await walk.types(BERLIN, change.typed, days=6)

        await walk.reminded(days=1)
        await walk.reminded(days=6)


class Walk:
    def __init__(self, town: Town, change: Change, say: Speech) -> None:
        self.town, self.change, self.say = town, change, say
        self.chat: Chat = town.chat(OWNER)

    def pair(self, zone: str, days: int) -> Pair:
        return self.change.pairs(zone)[1 if days == 1 else 2]

    async def plans(self, zone: str, days: int) -> None:
        """Opens the card, presses [Talked], the day and the hour there; reads what each screen says."""
        name, now, pair = named(zone, days), self.change.pairs(zone)[0], self.pair(zone, days)
        later = self.town.now + dt.timedelta(hours=1)
        deal_id = await self.town.given.deal(client=name, zone=zone, at=later)
        card = await self.chat.says(name)
        assert now.said(self.say) in clock_of(card)

        picker = await self.chat.tap(self.say("talked"))
        assert now.said(self.say) in picker.text
        wanted = self.change.wednesday + dt.timedelta(days=days)
        day = self.say.either(*short(wanted))
        if f"•{day}" not in picker.labels:  # the first day that has open hours is chosen already
            picker = await self.chat.tap(day)
        hour = next(label for label in picker.labels if label.startswith(pair.there))
        recorded = await self.chat.tap(hour)

        day = self.say.either("завтра", "tomorrow") if days == 1 else self.say.either(*self.change.tuesday)
        assert recorded.lines[-1].endswith(f", {day}, {pair.said(self.say)}"), recorded.lines
        fresh = await self.town.given.fresh(deal_id)
        assert fresh.step_at == moscow(wanted, pair.here)
        assert fresh.step_wall == f"{wanted}T{pair.there}"

    async def types(self, zone: str, pair: Pair, days: int) -> None:
        """An hour in words is the client's."""
        name = self.say.either("Олеся", "Olesya")
        wanted = self.change.wednesday + dt.timedelta(days=days)
        deal_id = await self.town.given.deal(client=name, zone=zone, at=self.town.now + dt.timedelta(hours=1))
        await self.chat.says(name)
        await self.chat.tap(self.say("talked"))

        recorded = await self.chat.says(self.say.either(*short(wanted)).split()[0] + f" {pair.there}")

        assert pair.said(self.say) in recorded.text
        assert (await self.town.given.fresh(deal_id)).step_at == moscow(wanted, pair.here)

    async def reminded(self, days: int) -> None:
        """The reminder of each comes at its minute, and says the same."""
        wanted = self.change.wednesday + dt.timedelta(days=days)
        for here in sorted({self.pair(zone, days).here for zone in ZONES}):
            seen = len(await self.chat.received())
            await self.town.clock_reads(moscow(wanted, here))
            new = (await self.chat.received())[seen:]
            for zone in ZONES:
                pair = self.pair(zone, days)
                if pair.here == here:
                    await self.reads(next(one for one in new if named(zone, days) in one.lines), pair)

    async def reads(self, reminder: Shown, pair: Pair) -> None:
        today = self.say.either("сегодня", "today")
        assert reminder.lines[0] == self.say.either("🔔 Пора", "🔔 It is time")
        assert reminder.lines[1].endswith(f": {today}, {pair.said(self.say)}"), reminder.lines
        assert pair.said(self.say) in clock_of(reminder)
        await self.chat.tap(self.say("more"), on=reminder)  # so that it does not ring again


def named(zone: str, days: int) -> str:
    """A client's name."""
    number = ZONES.index(zone) + len(ZONES) * (days > 1)
    return ("Анна", "Борис", "Вера", "Глеб", "Дина", "Егор", "Жанна", "Захар", "Инна", "Кирилл")[number]


def clock_of(card: Shown) -> str:
    """The line of the card that says what time it is at both ends."""
    return next(line for line in card.lines if line[:1] in ("🕓", "🌙"))


def short(day: dt.date) -> tuple[str, str]:
    """A day on a button, in (ru, en)."""
    return f"{('пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс')[day.weekday()]} {day.day}", f"{day:%a}"[
        :2
    ] + f" {day.day}"
