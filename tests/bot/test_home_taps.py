"""Buttons of the digest carry their period, and no forged one gets through."""

import datetime as dt

import pytest

from bot.callbacks import BadTap, Tap
from bot.links import invite_link, invite_token
from bot.taps.home import BehindTap, DigestTap, PeopleTap, ReportsTap
from crm.reported import Line, Period

SINCE = dt.datetime(2026, 11, 25, 16, 0, tzinfo=dt.UTC)
PERIOD = Period(SINCE, SINCE + dt.timedelta(days=1))


@pytest.mark.parametrize(
    "tap",
    [
        DigestTap.of(PERIOD),
        PeopleTap.of(PERIOD, 3),
        BehindTap.of(PERIOD, Line.PERSON, 2**31 - 1, 10**6),
        *(BehindTap.of(PERIOD, line) for line in Line),
    ],
    ids=lambda tap: tap.pack(),
)
def test_a_period_comes_back_as_it_went(tap: Tap) -> None:
    parsed = type(tap).parse(tap.pack())

    assert parsed == tap
    assert isinstance(parsed, DigestTap | PeopleTap | BehindTap)
    assert parsed.period == PERIOD


@pytest.mark.parametrize(
    ("tap", "data"),
    [
        (DigestTap, "gd:2:1"),
        (DigestTap, "gd:1:1"),
        (DigestTap, "gd:0:9999999999999999999"),
        (DigestTap, "gd:-1:1"),
        (PeopleTap, "gn:29000000:28000000:0"),
        (BehindTap, "gl:29000000:29000001:salaries::0"),
        (BehindTap, "gl:29000000:29000001:::0"),
        (BehindTap, "gl:29000000:29000001:paid::"),
        (ReportsTap, "gr:367"),
        (ReportsTap, "gr:٣"),
    ],
)
def test_a_forged_button_is_refused(tap: type[Tap], data: str) -> None:
    with pytest.raises(BadTap):
        tap.parse(data)


def test_an_invitation_is_known_by_its_payload() -> None:
    link = invite_link("dozvon_bot", "Ab-_1")

    assert link == "https://t.me/dozvon_bot?start=inv_Ab-_1"
    assert invite_token(link.partition("start=")[2]) == "Ab-_1"
    assert invite_token("instagram") is None
