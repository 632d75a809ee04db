"""Buttons of the menu, the settings, the team and the digest. All prefixes but `home` begin with g."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import BadTap, Tap
from bot.taps.deals import EPOCH, LAST_MINUTE, minute_of
from crm.reported import Line, Period


@dataclass(frozen=True)
class HomeTap(Tap):
    """The menu."""

    prefix: ClassVar[str] = "home"


# Settings


@dataclass(frozen=True)
class SettingsTap(Tap):
    """The settings, or one of them: language, zone, hours, plan, digest, ladder."""

    prefix: ClassVar[str] = "gs"
    part: str = ""


@dataclass(frozen=True)
class LanguageTap(Tap):
    """A language of ours; empty follows the Telegram profile."""

    prefix: ClassVar[str] = "ga"
    language: str


@dataclass(frozen=True)
class ZonesTap(Tap):
    """A page of the country's zones."""

    prefix: ClassVar[str] = "gz"
    page: int


@dataclass(frozen=True)
class ZoneTap(Tap):
    """A zone by its number (`crm.zone_names.number_of`): names do not fit a code."""

    prefix: ClassVar[str] = "gy"
    number: int


@dataclass(frozen=True)
class HoursTap(Tap):
    """Working hours, in minutes after midnight."""

    prefix: ClassVar[str] = "gh"
    work_from: int
    work_to: int


@dataclass(frozen=True)
class PlanAtTap(Tap):
    """When the morning plan comes, in minutes after midnight."""

    prefix: ClassVar[str] = "gp"
    minute: int


@dataclass(frozen=True)
class DigestAtTap(Tap):
    """When the digest comes, in minutes after midnight."""

    prefix: ClassVar[str] = "gt"
    minute: int


@dataclass(frozen=True)
class LadderTap(Tap):
    """One of the shipped ladders of unanswered calls."""

    prefix: ClassVar[str] = "gq"
    ladder_id: int


# The team


@dataclass(frozen=True)
class TeamTap(Tap):
    prefix: ClassVar[str] = "gm"
    page: int = 0


@dataclass(frozen=True)
class InviteTap(Tap):
    prefix: ClassVar[str] = "gi"


@dataclass(frozen=True)
class MemberTap(Tap):
    prefix: ClassVar[str] = "gu"
    user_id: int


@dataclass(frozen=True)
class DismissTap(Tap):
    """Take a manager's access away: first asks who takes over, a page at a time."""

    prefix: ClassVar[str] = "gx"
    user_id: int
    page: int = 0


@dataclass(frozen=True)
class HandOverTap(Tap):
    """Take a manager's access away and hand over to `heir_id`."""

    prefix: ClassVar[str] = "gv"
    user_id: int
    heir_id: int


@dataclass(frozen=True)
class WelcomeBackTap(Tap):
    """Give a manager his access back."""

    prefix: ClassVar[str] = "gw"
    user_id: int


# The digest: the period travels in the button as whole minutes since 1970


@dataclass(frozen=True)
class ReportsTap(Tap):
    """A calendar day, `ago` days back: 0 is today so far."""

    prefix: ClassVar[str] = "gr"
    ago: int = 0

    def __post_init__(self) -> None:
        if self.ago > 366:
            raise BadTap(str(self.ago))


@dataclass(frozen=True)
class _PeriodTap(Tap):
    since: int
    until: int

    def __post_init__(self) -> None:
        if not self.since < self.until <= LAST_MINUTE:
            raise BadTap(f"{self.since}:{self.until}")

    @property
    def period(self) -> Period:
        return Period(
            EPOCH + dt.timedelta(minutes=self.since),
            EPOCH + dt.timedelta(minutes=self.until),
        )


@dataclass(frozen=True)
class DigestTap(_PeriodTap):
    """The digest of that same period again."""

    prefix: ClassVar[str] = "gd"

    @classmethod
    def of(cls, period: Period) -> "DigestTap":
        return cls(minute_of(period.since), minute_of(period.until))


@dataclass(frozen=True)
class BehindTap(_PeriodTap):
    """The deals behind a line (a value of `crm.reported.Line`); `person_id` for a colleague's own."""

    prefix: ClassVar[str] = "gl"
    line: str
    person_id: int | None = None
    page: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.line not in set(Line):
            raise BadTap(self.line)

    @property
    def known_line(self) -> Line:
        return Line(self.line)

    @classmethod
    def of(cls, period: Period, line: str, person_id: int | None = None, page: int = 0) -> "BehindTap":
        return cls(minute_of(period.since), minute_of(period.until), line, person_id, page)


@dataclass(frozen=True)
class PeopleTap(_PeriodTap):
    """The colleagues of a digest, each with a button to his deals."""

    prefix: ClassVar[str] = "gn"
    page: int = 0

    @classmethod
    def of(cls, period: Period, page: int = 0) -> "PeopleTap":
        return cls(minute_of(period.since), minute_of(period.until), page)
