"""Which moments are one tap away, by the day and hour they are offered on."""

import datetime as dt
from dataclasses import replace

import pytest

from crm.hours import Window
from crm.localtime import to_local
from crm.slots import Board
from tests.screens.samples_deals import HERE, QUESTION

AT_HOME = replace(QUESTION, calling=Window(HERE, 540, 1200))


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        # Moscow's clock; 23 November 2026 is a Monday.
        ("2026-11-23 12:00", ["soon 13:00", "today 17:00", "tomorrow 10:00", "week Mon 10:00"]),
        (
            "2026-11-24 12:00",
            ["soon 13:00", "today 17:00", "tomorrow 10:00", "monday 10:00", "week Tue 10:00"],
        ),
        # The last hour of the day is past: nothing is left of today.
        ("2026-11-24 18:30", ["tomorrow 10:00", "monday 10:00", "week Tue 10:00"]),
        # Tomorrow is Saturday.
        ("2026-11-27 16:30", ["soon 17:30", "today 17:00", "monday 10:00", "week Fri 10:00"]),
        ("2026-11-28 12:00", ["monday 10:00"]),
    ],
)
def test_presets_fit_the_moment(now: str, offered: list[str]) -> None:
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC) - dt.timedelta(hours=3)

    shown = []
    for key, at in Board(AT_HOME, moment, HERE).presets():
        wall, name = to_local(at, HERE), key.removeprefix("preset-")
        shown.append(f"{name} {wall:%a %H:%M}" if name == "week" else f"{name} {wall:%H:%M}")

    assert shown == offered


def test_far_away_they_are_the_hours_that_suit_both() -> None:
    tuesday_noon = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)

    there = [
        f"{to_local(at, QUESTION.calling.zone):%H:%M}"
        for _, at in Board(QUESTION, tuesday_noon, QUESTION.calling.zone).presets()
    ]

    assert there == ["16:00", "16:00", "16:00"]
