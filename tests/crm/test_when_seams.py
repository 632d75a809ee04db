"""Words read around clock changes: a wall time keeps the wall, a length keeps its hours."""

import datetime as dt

import pytest

from crm.localtime import to_local, to_utc
from crm.when import parse_when


@pytest.mark.parametrize(
    ("zone", "now", "language", "text", "read"),
    [
        ("Europe/Berlin", "2027-03-27 20:00", "en", "tomorrow at 2:30am", "2027-03-28 03:30 +0200"),
        ("Europe/Berlin", "2027-03-27 20:00", "en", "in 8 hours", "2027-03-28 05:00 +0200"),
        ("Europe/Berlin", "2027-03-27 20:00", "en", "in a day", "2027-03-28 20:00 +0200"),
        ("Europe/Berlin", "2027-03-27 20:00", "ru", "завтра в 15", "2027-03-28 15:00 +0200"),
        ("Europe/Berlin", "2027-03-28 01:50", "en", "in 20 minutes", "2027-03-28 03:10 +0200"),
        ("Europe/Berlin", "2027-10-30 20:00", "en", "tomorrow at 2:30am", "2027-10-31 02:30 +0200"),
        ("Europe/Berlin", "2027-10-30 20:00", "ru", "через 8 часов", "2027-10-31 03:00 +0100"),
        ("Europe/Berlin", "2027-10-30 20:00", "uk", "завтра о 9", "2027-10-31 09:00 +0100"),
        ("America/Sao_Paulo", "2018-11-03 20:00", "en", "tomorrow 00:30", "2018-11-04 01:30 -0200"),
        ("America/Sao_Paulo", "2027-05-03 20:00", "en", "tomorrow 9am", "2027-05-04 09:00 -0300"),
        ("Asia/Almaty", "2024-02-29 22:00", "ru", "через 3 часа", "2024-03-01 00:00 +0500"),
        ("Asia/Almaty", "2024-02-29 20:00", "ru", "завтра в 10", "2024-03-01 10:00 +0500"),
    ],
)
def test_clock_changes(zone: str, now: str, language: str, text: str, read: str) -> None:
    at = to_utc(dt.datetime.fromisoformat(now), zone)
    moment = parse_when(text, now=at, zone=zone, language=language)

    assert moment is not None
    assert f"{to_local(moment.at, zone):%Y-%m-%d %H:%M %z}" == read
