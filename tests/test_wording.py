"""No word that a person reads stands in the code: those are in `locales/`."""

import ast
import re

import pytest

from tests.wording import has_words, modules, strings, strings_in

# Modules that hold Russian words as data, and which.
RUSSIAN_DATA = {
    "bot/i18n.py": "the som's sign",
    "crm/city_cases.py": "endings of cities' names, and words that stand before them",
    "crm/keys.py": "letters, for searching",
    "crm/line_names.py": "names and companies as people type them",
    "crm/line_parts.py": "clients as people type them",
    "crm/lines.py": "clients as people type them",
    "crm/money.py": "names of money as people type them",
    "crm/profile.py": "hours as people type them",
    "crm/rest_words.py": "days off as people type them",
    "crm/seed/people_ru.py": "people of the demonstration",
    "crm/when.py": "letters that tell the language",
    "crm/wish_reading.py": "a letter of two spellings",
    "crm/wish_words/": "calling hours as people type them",
    "crm/words/": "moments as people type them",
    "crm/areas.py": "what regions are called by",
    "crm/zone_words.py": "Moscow time as people type it",
    "tools/cities.py": "letters, for choosing the Russian names of cities",
    "tools/pictures.py": "what the visitor of the pictures presses and types",
}


def _named(place: str) -> str:
    """The module of a place, or the folder where a whole folder is named."""
    module = place.rpartition(":")[0]
    folder = module.rpartition("/")[0] + "/"
    return folder if folder in RUSSIAN_DATA else module


def test_no_russian_words_in_the_code() -> None:
    wrong = [
        f"{place}: {text}"
        for text, places in strings().items()
        if re.search("[а-яё]", text, re.IGNORECASE)
        for place in sorted(places)
        if _named(place) not in RUSSIAN_DATA
    ]

    assert not wrong, "\n".join(wrong)


def test_modules_with_russian_data_still_have_some() -> None:
    speaking = {
        _named(place)
        for text, places in strings().items()
        if re.search("[а-яё]", text, re.IGNORECASE)
        for place in places
    }

    assert sorted(RUSSIAN_DATA.keys() - speaking) == []


def test_no_wording_in_screens_and_buttons() -> None:
    assert [f"{path}:{line}" for path, tree in modules().items() for line in worded(tree)] == []


def worded(tree: ast.AST) -> list[int]:
    """Lines where what is shown gets letters from a literal instead of from `locales/`."""
    shown = {"Screen", "InlineKeyboardButton", "KeyboardButton", "send_message", "answer"}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in shown
        for said in [*node.args[:1], *(k.value for k in node.keywords if k.arg in {"text", "toast"})]
        if isinstance(said, ast.Constant | ast.JoinedStr)
        for part in ([said] if isinstance(said, ast.Constant) else said.values)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        if has_words(part.value)
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('Screen("Hello")', [1]),
        ('Screen(f"<b>{name}</b> called")', [1]),
        ('InlineKeyboardButton(text="Back", callback_data=x)', [1]),
        ('Screen(f"<b>{name}</b>\\n{line}")', []),
        ('ctx.answer(locale.plain("saved"))', []),
    ],
)
def test_wording_in_code_is_seen(source: str, found: list[int]) -> None:
    assert worded(ast.parse(source)) == found


def test_docstrings_are_no_wording() -> None:
    tree = ast.parse('"""Говорит."""\nx = "Слово"')

    assert list(strings_in(tree)) == [(2, "Слово")]
