from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import BadTap, Tap


@dataclass(frozen=True)
class SampleTap(Tap):
    prefix = "smp"
    deal_id: int
    reason_id: int | None
    code: str


@dataclass(frozen=True)
class BareTap(Tap):
    prefix = "bare"


@pytest.mark.parametrize(
    ("tap", "data"),
    [
        (SampleTap(17, 3, "no_answer"), "smp:17:3:no_answer"),
        (SampleTap(0, None, ""), "smp:0::"),
        (BareTap(), "bare"),
    ],
)
def test_a_tap_packs_and_comes_back(tap: Tap, data: str) -> None:
    assert tap.pack() == data
    assert type(tap).parse(data) == tap


@pytest.mark.parametrize(
    "data",
    [
        "",
        "smp",
        "smp:1:2",
        "smp:1:2:a:b",
        "other:1:2:a",
        "smp::2:a",
        "smp:-1:2:a",
        "smp:+1:2:a",
        "smp: 1:2:a",
        "smp:1_0:2:a",
        "smp:1.0:2:a",
        "smp:0x1:2:a",
        "smp:١:2:a",
        "smp:１:2:a",
        "smp:12345678901234567890:2:a",
        "smp:1:2:A",
        "smp:1:2:a b",
        "smp:1:2:а",
        "smp:1:2:abcdefghijklm",
        "smp:1:2:a\n",
        "smp:1\n:2:a",
        "bare:",
    ],
)
def test_what_no_button_carries_is_refused(data: str) -> None:
    for kind in (SampleTap, BareTap):
        with pytest.raises(BadTap):
            kind.parse(data)


@dataclass(frozen=True)
class IdTap(Tap):
    prefix = "id"
    deal_id: int


@given(st.text(max_size=64))
def test_whatever_the_bytes_only_one_error_comes(data: str) -> None:
    try:
        tap = SampleTap.parse(data)
    except BadTap:
        return
    assert SampleTap.parse(tap.pack()) == tap


@pytest.mark.parametrize(
    "tap",
    [
        SampleTap(-1, None, ""),
        SampleTap(10**19, None, ""),
        SampleTap(2**53 + 1, None, ""),
        IdTap(2**31),
        SampleTap(1, None, "Capital"),
        SampleTap(1, None, "thirteen_long"),
    ],
)
def test_what_would_not_come_back_is_not_packed(tap: Tap) -> None:
    with pytest.raises(ValueError, match=r"."):
        tap.pack()


def test_sixty_four_bytes_are_the_limit() -> None:
    @dataclass(frozen=True)
    class LongTap(Tap):
        prefix = "lng"
        a: int
        b: int
        c: int
        d: int

    assert len(LongTap(10**14, 10**14, 10**14, 10**11).pack()) == 64
    with pytest.raises(ValueError, match="64 bytes"):
        LongTap(10**15, 10**15, 10**15, 10**15).pack()
