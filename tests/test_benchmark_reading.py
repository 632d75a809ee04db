"""What the benchmark of typed moments says."""

import datetime as dt

import pytest

from benchmarks import reading
from tests.crm.phrasebook import phrases


def test_times_are_told_beside_their_goals(capsys: pytest.CaptureFixture[str]) -> None:
    reading.tell([1.0] * 9 + [20.0], [2.0] * 10)

    median, p95 = capsys.readouterr().out.splitlines()
    assert "1.00   goal <= 3: met (dateparser 2.00)" in median
    assert "20.00   goal <= 15: MISSED (dateparser 2.00)" in p95


def test_an_answer_is_right_to_the_minute_or_to_the_day() -> None:
    exact = next(phrase for phrase in phrases("en_unseen") if phrase.grain == "minute")
    daily = next(phrase for phrase in phrases("en_unseen") if phrase.grain == "day")
    nothing = next(phrase for phrase in phrases("en_unseen") if phrase.meant is None)

    for phrase, slip in ((exact, dt.timedelta()), (daily, dt.timedelta(hours=2))):
        at = reading.ours(phrase)
        assert at is not None
        assert reading.same(at + slip, phrase)
        assert not reading.same(at + dt.timedelta(days=1), phrase)
    assert reading.same(None, nothing)
    assert not reading.same(exact.now, nothing)


def test_every_phrase_is_timed() -> None:
    asked = list(phrases("uk_unseen"))[:5]

    took, right, wrong = reading.timed(reading.ours, asked)

    assert len(took) == right == 5
    assert wrong == 0
