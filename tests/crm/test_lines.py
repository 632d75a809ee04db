"""One typed line about a client: what is told apart, and what is left to the need."""

import pytest

from crm.drafts import Draft
from crm.errors import UnsureZone
from crm.lines import correct_by_line, read_line
from crm.models import ZoneSource
from crm.whereabouts import Whereabouts

CITY = ZoneSource.CITY
VLADIVOSTOK = Whereabouts("Asia/Vladivostok", CITY, "Владивосток")
MOBILE, OTHER = "+79141234567", "+79123456789"
LINES = {
    "Анна Петрова +7 914 123-45-67 Окна Плюс, пластиковые окна 84к Владивосток": Draft(
        "Анна Петрова", "Окна Плюс", (MOBILE,), "пластиковые окна", 84_000_00
    ).at(VLADIVOSTOK),
    "John Smith, ACME Ltd, +44 20 7946 0958, 12 windows, 5000": Draft(
        "John Smith", "ACME Ltd", ("+442079460958",), "12 windows", 5_000_00
    ),
    "ООО Ромашка Иван 8(912)3456789 балкон": Draft("Иван", "ООО Ромашка", (OTHER,), "балкон"),
    "ООО «Ромашка» Иван Петров 8 912 345-67-89, 8 914 123-45-67 г. Казань": Draft(
        "Иван Петров", "ООО «Ромашка»", (OTHER, MOBILE), "г. Казань", None, "Europe/Moscow", CITY, "Казань"
    ),
    "ООО Окна Плюс, Иван Петров, +79141234567, нужен договор": Draft(
        "Иван Петров", "ООО Окна Плюс", (MOBILE,), "нужен договор"
    ),
    "ИП Иванов Пётр Сергеевич +79141234567 2к квартира ремонт 500к": Draft(
        "Иванов Пётр Сергеевич", "ИП Иванов", (MOBILE,), "2к квартира ремонт", 500_000_00
    ),
    "John Smith ACME Ltd +44 20 7946 0958 windows in London $5,000": Draft(
        "John Smith", "ACME Ltd", ("+442079460958",), "windows", 5_000_00, "Europe/London", CITY, "London"
    ),
    "Мария «Окна Плюс» +79141234567 остекление балкона 1,5 млн": Draft(
        "Мария", "Окна Плюс", (MOBILE,), "остекление балкона", 1_500_000_00
    ),
    "анна петрова 89141234567 окна на дачу, сочи": Draft(
        "Анна Петрова", "", (MOBILE,), "окна на дачу, сочи", None, "Europe/Moscow", CITY, "Сочи"
    ),
    "+7 914 123-45-67 Иван": Draft("Иван", phones=(MOBILE,)),
    "79141234567 Иван": Draft("Иван", phones=(MOBILE,)),
    "Иван +7 914 123-45-67 8 912 345 67 89": Draft("Иван", phones=(MOBILE, OTHER)),
    "Иван тел. +7 914 123-45-67 +79141234567": Draft("Иван", phones=(MOBILE,)),
    "Иван +7 914 123-45-67 84 000 ₽": Draft("Иван", phones=(MOBILE,), sum_minor=84_000_00),
    "Иван\n+79141234567\nбалкон\n120 000": Draft("Иван", "", (MOBILE,), "балкон", 120_000_00),
    "Ben +1 (415) 555-2671 roof 12k": Draft("Ben", "", ("+14155552671",), "roof", 12_000_00),
    "Иван Самара 9141234567 84 000 руб": Draft(
        "Иван", "", (MOBILE,), "", 84_000_00, "Europe/Samara", CITY, "Самара"
    ),
    "Мария Казань +79141234567 кухня": Draft(
        "Мария", "", (MOBILE,), "кухня", None, "Europe/Moscow", CITY, "Казань"
    ),
    "Ludwig van Beethoven, piano, €12.500": Draft("Ludwig van Beethoven", need="piano", sum_minor=12_500_00),
    "🌸 Аня, +79141234567": Draft("🌸 Аня", phones=(MOBILE,)),
    "+79141234567": Draft(phones=(MOBILE,)),
}  # fmt: skip
UNSURE = {
    # Two sums: which is the deal's is not known.
    "Анна, ремонт, 84к, предоплата 20к": Draft("Анна", need="ремонт, 84к, предоплата 20к"),
    # Numbers that are no money: rooms, tons, metres, an order, a year, a taxpayer's number.
    "Анна, 2к квартира, 12 т песка, 5 м": Draft("Анна", need="2к квартира, 12 т песка, 5 м"),
    "Анна, заказ 123456": Draft("Анна", need="заказ 123456"),
    "Анна, ремонт к 2027": Draft("Анна", need="ремонт к 2027"),
    "Анна, ИНН 9141234567": Draft("Анна", need="ИНН 9141234567"),
    "Пётр, 84000 кирпичей": Draft("Пётр", need="84000 кирпичей"),
    # Names that are cities too, and two cities.
    "Jack London, books": Draft("Jack London", need="books"),
    "София Лима, ремонт": Draft("София Лима", need="ремонт"),
    # Towns of one name with different clocks.
    "Анна, доставка в Благовещенск": Draft("Анна", need="доставка в Благовещенск"),
    "Anna, Birmingham": Draft("Anna", need="Birmingham"),
    "Анна, доставка Томск Омск": Draft("Анна", need="доставка Томск Омск"),
    "<b>x</b> & \u202eабв": Draft(need="<b>x</b> & абв"),
    "": Draft(),
    " \n, ; ": Draft(),
    "\x1f\x00🙂": Draft(need="🙂"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_told_apart(line: str) -> None:
    assert read_line(line, "RU") == LINES[line]


@pytest.mark.parametrize("line", UNSURE)
def test_what_is_not_sure_goes_to_the_need(line: str) -> None:
    assert read_line(line, "RU") == UNSURE[line]


def test_a_long_text_loses_nothing() -> None:
    words = [f"слово{n}" for n in range(400)]

    draft = read_line("Анна +79141234567 " + " ".join(words), "RU")

    assert (draft.name, draft.phones) == ("Анна", (MOBILE,))
    assert draft.need.split() == words


def test_what_a_number_tells_is_sure_or_a_guess() -> None:
    for phone, zone in {
        "+442079460958": "Europe/London",
        "+375291234567": "Europe/Minsk",
        "+73832123456": "Asia/Novosibirsk",
        "+77011234567": "Asia/Almaty",
    }.items():
        assert Draft(phones=(phone,)).whereabouts == Whereabouts(zone, ZoneSource.PHONE)
    for phone, zone in {"+12125550123": "America/New_York", "+34612345678": "Europe/Madrid"}.items():
        assert Draft(phones=(phone,)).whereabouts == Whereabouts(zone, ZoneSource.LIKELY)
    for unsure in (MOBILE, "+61412345678", "+18005551234"):
        assert Draft(phones=(unsure,)).whereabouts is None


def test_a_sure_number_goes_before_a_guess_and_words_before_both() -> None:
    both = Draft(phones=("+12125550123", "+442079460958"))
    said = Whereabouts("Asia/Tokyo", ZoneSource.CITY, "Токио")

    assert both.whereabouts == Whereabouts("Europe/London", ZoneSource.PHONE)
    assert both.at(said).whereabouts == said


ANNA = Draft("Анна", phones=(MOBILE,), need="окна", sum_minor=84_000_00)
CORRECTIONS = {
    "90к": Draft("Анна", phones=(MOBILE,), need="окна", sum_minor=90_000_00),
    "Владивосток": Draft("Анна", phones=(MOBILE,), need="окна", sum_minor=84_000_00).at(VLADIVOSTOK),
    "из Владивостока": Draft("Анна", phones=(MOBILE,), need="окна", sum_minor=84_000_00).at(VLADIVOSTOK),
    "в спальню": Draft("Анна", phones=(MOBILE,), need="окна, в спальню", sum_minor=84_000_00),
    "8 912 345-67-89": Draft("Анна", phones=(MOBILE, OTHER), need="окна", sum_minor=84_000_00),
    "и балкон тоже": Draft("Анна", phones=(MOBILE,), need="окна, и балкон тоже", sum_minor=84_000_00),
    "Ольга 8 912 345-67-89": Draft("Ольга", phones=(OTHER,), need="окна", sum_minor=84_000_00),
    "Ольга 8 912 345-67-89 двери 70к": Draft("Ольга", phones=(OTHER,), need="двери", sum_minor=70_000_00),
}


@pytest.mark.parametrize("text", CORRECTIONS)
def test_a_further_text_corrects_or_adds(text: str) -> None:
    assert correct_by_line(ANNA, text, "RU") == CORRECTIONS[text]


def test_an_answer_that_names_several_towns_is_asked() -> None:
    with pytest.raises(UnsureZone):
        correct_by_line(ANNA, "в Благовещенске", "RU")
    known = ANNA.at(VLADIVOSTOK)
    assert correct_by_line(known, "в Благовещенске", "RU").need == "окна, в Благовещенске"


def test_a_draft_survives_its_row() -> None:
    for draft in (*LINES.values(), Draft()):
        assert Draft.of_data(draft.as_data()) == draft
