"""What is picked, and the buttons that show the picker otherwise."""

import datetime as dt
from dataclasses import dataclass

from bot.taps.deals import HOURS, MEND, NO_OUTCOME, OWN_CLOCK, PickTap, ReportTap, ViewTap, day_of
from crm.localtime import to_local
from crm.slots import Board


@dataclass(frozen=True)
class Picker:
    """What is picked, as far as it is said, and what the picker shows of it."""

    board: Board
    tap: ReportTap
    page: str
    own_clock: bool
    day: dt.date
    switches_clock: bool
    """The reader's clock shows another time than the client's."""
    same_today: bool
    """It is the same date by both: "today" and "tomorrow" mean one day."""

    def pick(
        self, *, day: dt.date | None = None, page: str | None = None, own_clock: bool | None = None
    ) -> PickTap:
        """A button that shows the picker otherwise."""
        day, page = day or self.day, page or self.page
        own_clock = self.own_clock if own_clock is None else own_clock
        return pick_tap(self.tap, day, page + (OWN_CLOCK if own_clock else ""))


def fix_tap(deal_id: int, version: int, at: dt.datetime, zone: str) -> PickTap:
    """[Fix] of a step that lies at `at`: the picker, on that day of the client's zone."""
    return pick_tap(ReportTap(deal_id, NO_OUTCOME, version, MEND), to_local(at, zone).date())


def pick_tap(tap: ReportTap, day: dt.date | None = None, view: str = HOURS) -> PickTap:
    """The picker of this report."""
    said = (tap.deal_id, tap.outcome_id, tap.seen, tap.mode, tap.reason_id, tap.sum_minor, tap.kind)
    number = None if day is None else day_of(day)
    return PickTap(*said, number) if view == HOURS else ViewTap(*said, number, view)
