"""What salespeople type, read as they mean it: the tables of tests/crm/phrases."""

import pytest

from tests.crm.phrasebook import Phrase, phrases

RIGHT, WRONG, WITHOUT = 0.97, 0.02, 0.15
LEAST = {"ru": 600, "en": 600, "uk": 250}
KINDS = ("", "_unseen", "_second", "_third", "_fourth", "_fifth", "_sixth")
TABLES = [f"{language}{kind}" for language in LEAST for kind in KINDS]


@pytest.mark.parametrize("table", TABLES)
def test_phrases_are_read_as_they_are_meant(table: str) -> None:
    all_of_them = list(phrases(table))
    read = [(phrase, phrase.told()) for phrase in all_of_them]
    failing = [(phrase, told) for phrase, told in read if told != phrase.wanted]
    wrong = [(phrase, told) for phrase, told in failing if told != "-"]
    told = "\n".join(_line(*one) for one in failing)
    print(told)

    assert len(failing) <= (1 - RIGHT) * len(all_of_them), told
    assert len(wrong) <= WRONG * len(all_of_them), told


@pytest.mark.parametrize("table", TABLES)
def test_texts_without_a_moment_are_never_read_as_one(table: str) -> None:
    read = [
        _line(phrase, phrase.told()) for phrase in phrases(table) if phrase.meant is None and phrase.read()
    ]

    assert read == []


@pytest.mark.parametrize(("table", "least"), LEAST.items())
def test_the_tables_are_large_and_no_phrase_is_twice_in_one_place(table: str, least: int) -> None:
    found = list(phrases(table))

    assert len(found) >= least
    assert sum(phrase.meant is None for phrase in found) >= WITHOUT * len(found)
    assert len({(phrase.text, phrase.now, phrase.hours.zone) for phrase in found}) == len(found)


def _line(phrase: Phrase, told: str) -> str:
    return f"{phrase.text!r} at {phrase.now:%Y-%m-%d %H:%M}: {told}, wanted {phrase.wanted}"
