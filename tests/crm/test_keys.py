"""Names that must be found under one another's spelling, and names that must not be mixed up."""

import pytest

from crm.keys import KEY_LIMIT, search_key

SAME = [
    "Анна АННА anna Ana Anna",
    "Юрий Yuri Yury Yuriy",
    "Дмитрий Dmitry Dmitri Dmitriy",
    "Щербаков Shcherbakov",
    "Пётр Петр Petr Pyotr",
    "Алексей Alexey Aleksei",
    "Татьяна Tatiana Tatyana",
    "Наталья Наталия Natalia Natalya",
    "Жуков Zhukov",
    "Хабаров Khabarov Habarov",
    "Евгений Evgeny Yevgeny",
    "Сергеевич Sergeyevich Sergeevich",
    "Шмидт Schmidt",
    "Müller Muller",
    "Аксёнов Aksenov Axenov Aksyonov",
    "Йошкар-Ола Yoshkar_Ola",
    "«Окна-24» окна_24 OKNA-24",
    "Ильи́ч Ilyich",
    "ＡＮＮＡ anna",
]
DIFFERENT = ["Анна Яна", "Иван Иванов", "Окна-22 Окна-2", "Жуков Чуков", "王芳 王"]


@pytest.mark.parametrize("names", SAME)
def test_one_name_has_one_key(names: str) -> None:
    assert len({search_key(name) for name in names.split()}) == 1


@pytest.mark.parametrize("names", DIFFERENT)
def test_different_names_have_different_keys(names: str) -> None:
    first, second = names.split()

    assert search_key(first) != search_key(second)


def test_words_are_kept_apart() -> None:
    assert search_key("  Анна-Мария  фон   Трапп, «Окна 24» ") == "ana maria fon trap okna 24"


@pytest.mark.parametrize("nothing", ["", " ", "🙂", "...", "%_%", "ь", "\u202e\u200f"])
def test_what_has_no_letters_has_no_key(nothing: str) -> None:
    assert search_key(nothing) == ""


def test_a_key_fits_its_column_and_a_pattern() -> None:
    key = search_key("100%_щ " * 400)

    assert len(key) <= KEY_LIMIT
    assert not set(key) & set("%_\\'")
