"""Whatever is typed is read in bounded work, and what is read is sound."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm import when
from crm.when import parse_when
from crm.words import lexer
from crm.words.en import EN
from crm.words.language import Language
from crm.words.pieces import pieces_of
from crm.words.reading import read
from crm.words.ru import RU
from crm.words.uk import UK
from tests.crm.hostile import HOSTILE

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
WALL = dt.datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001 - a wall time
GRAINS = {"minute", "hour", "day", "week", "month"}
LANGUAGES = [RU, EN, UK]


def vocabulary(language: Language) -> list[str]:
    return [" ".join(phrase) for phrase in language.phrases] + [
        "15",
        "3",
        "15:30",
        "25.11",
        "2026-11-26",
        ",",
        "-",
        "?",
    ]


@pytest.mark.parametrize("language", ["ru", "en", "uk"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_texts_are_read_or_refused(text: str, language: str) -> None:
    moment = parse_when(text, now=NOW, zone="Europe/Moscow", language=language)

    assert moment is None or moment.said in text


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_words_in_any_order_give_a_sound_moment_or_none(language: Language, data: st.DataObject) -> None:
    words = st.sampled_from(vocabulary(language))
    text = " ".join(data.draw(st.lists(words, max_size=8)))

    moment = parse_when(text, now=NOW, zone="Europe/Berlin", language=language.code)

    if moment is not None:
        assert moment.at > NOW
        assert moment.at.tzinfo is dt.UTC
        assert moment.grain in GRAINS
        assert moment.said in text


@given(text=st.text(max_size=600), language=st.sampled_from(["ru", "en", "uk", "xx"]))
@settings(max_examples=100, deadline=None)
def test_any_text_is_taken(text: str, language: str) -> None:
    moment = parse_when(text, now=NOW, zone="America/New_York", language=language)

    assert moment is None or moment.grain in GRAINS


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_no_more_is_looked_at_than_the_first_letters(text: str) -> None:
    scene, facts = read(text[: when.LONGEST], RU, WALL)

    assert len(scene.pieces) <= when.LONGEST
    assert len(facts) <= len(scene.pieces)


@pytest.mark.parametrize("ends", range(len("завтра в 15:30") + 1))
def test_no_half_of_a_word_is_read(ends: int) -> None:
    """Wherever the letters that are read end: at an hour that was not said no one is called."""
    words = "завтра в 15:30"

    moment = parse_when(_before(when.LONGEST - ends) + words, now=NOW, zone="Europe/Moscow", language="ru")

    if ends == len(words):
        assert moment is not None
        assert moment.said == words
    else:
        assert moment is None or moment.grain == "day"


def _before(length: int) -> str:
    return ("ладно " * length)[: length - 1] + " "


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_tokens_lie_one_after_another(language: Language) -> None:
    for text in HOSTILE:
        pieces = pieces_of(text[: when.LONGEST], language)
        assert all(one.end <= other.start for one, other in pairwise(pieces))
        assert len(lexer.plain(text)) == len(text)


def test_only_a_short_text_of_known_words_goes_to_dateparser(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(when, "other", lambda text, *more: asked.append(text))

    for text in [*HOSTILE, "позвонить маме", "скинь КП", "ноября 26", "ноября 26 позвонить Ивану"]:
        parse_when(text, now=NOW, zone="Europe/Moscow", language="ru")

    assert asked == ["ноября 26"]
