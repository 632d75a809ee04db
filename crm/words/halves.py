"""Which half of the day an hour is in: the one in which the client is called."""

import datetime as dt

HALF = 12 * 60
LATEST_NIGHT = 7 * 60
"""Before this no hour is meant for a call, unless hours say so."""


def upcoming(at: int, date: dt.date | None, today: dt.datetime) -> dt.datetime:
    """The wall time of so many minutes after midnight, on that day or next."""
    wall = dt.datetime.combine(date or today.date(), dt.time()) + dt.timedelta(minutes=at)
    if date is None and wall <= today:
        wall += dt.timedelta(days=1)
    return wall


def chosen(at: int, date: dt.date | None, today: dt.datetime, opens: int, closes: int) -> dt.datetime:
    """The reading of an hour up to noon that lies in the client's hours, sooner before later.

    Without one the hour is of the afternoon if it would be of the night, and else the next to come.
    """
    halves = (at, at + HALF)
    inside = [half for half in halves if opens <= half < closes]
    if date is None:
        return min(
            upcoming(half, None, today) for half in inside or (halves[1:] if at < LATEST_NIGHT else halves)
        )
    ahead = [half for half in inside if upcoming(half, date, today) > today]
    if ahead or inside:
        return upcoming((ahead or inside)[0], date, today)
    if at < LATEST_NIGHT or (halves[1] == closes and upcoming(at, date, today) <= today):
        return upcoming(halves[1], date, today)
    return upcoming(at, date, today)
