"""What our own grammar leaves: dateparser's reading, where it agrees with the figures of the text."""

import datetime as dt
import re

LONGEST = 256
WORDS = 8


def other(text: str, today: dt.datetime, language: str) -> tuple[dt.datetime, bool] | None:
    """The wall time that dateparser reads, and whether it names an hour.

    Only a short text with figures, all of which must be found in the answer. Slow: not for the event loop.
    """
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if not numbers or len(text) > LONGEST or len(text.split()) > WORDS:
        return None
    import dateparser  # half a second to import: only for those who type

    settings = {
        "RELATIVE_BASE": today,
        "PREFER_DATES_FROM": "future",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "REQUIRE_PARTS": ["day", "month"],
    }
    wall = dateparser.parse(text, languages=[language], settings=settings)
    if wall is None:
        return None
    wall = wall.replace(tzinfo=None)
    parts = {
        wall.day,
        wall.month,
        wall.year,
        wall.year % 100,
        wall.hour,
        wall.hour % 12,
        wall.minute,
        wall.second,
    }
    named = wall.time() not in (dt.time(), today.time())
    return (wall, named) if set(numbers) <= parts and wall > today else None
