"""Russian names of cities back from what people say: "в Нижнем Новгороде", "из Питера", "под Чебоксарами".

Nobody keeps a dictionary of them here: an ending tells which nominatives are possible, and only those
that are cities count.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

# An ending, and what may stand in its place; "-" stands for none. All that fit a word are tried.
ENDINGS = {
    ends: tuple("" if new == "-" else new for new in becomes.split())
    for ends, becomes in (line.split(": ") for line in """
        а: - о е
        ами: ы и а
        ам: ы и
        ах: ы и а
        е: - а о ь я
        его: ий ее
        ей: ь я и яя
        ем: ий ее ь й е -
        ему: ий ее
        и: ь я а е
        ии: ия ий
        им: ий
        ими: ие
        их: ие
        ка: ок ко ки
        ке: ок ка ко
        ком: ок ко
        ку: ок ка ко
        ла: ел ло
        ле: ел ла ло
        лом: ел ло
        ого: ый ий ой ое
        ой: а ая
        ок: ки
        ом: - о ый ой ое ий
        ому: ый ий ой ое
        ов: ы и
        ец: цы
        у: - а о
        ую: ая
        ца: ец це
        це: ец ца
        цем: ец
        цом: ец
        цу: ец ца
        ы: а
        ые: ый
        ым: ый ой ое
        ыми: ые
        ых: ые
        ю: я ь й е
        юю: яя
        ью: ь
        я: ь й е
        ями: и
        ям: и
        ях: и
    """.strip().splitlines())
    for ends in [ends.strip()]
}  # fmt: skip
PLURAL_ONLY = ("и", "ы")
"""Added to a bare stem: "из Мытищ", "из Чебоксар"."""
BEFORE = re.compile(
    r"^(?:(?:живу|жив[её]т|находится|нахожусь|клиент|город|городе|города|гор\.|гор|г\.|г|в|во|на|из|с|со|под|по"
    r"|пгт|пос\."
    r"|село|станица|ст\.|деревня|с\.|the|city of|in|from|near)(?:\s+|(?<=\.)))+",
    re.IGNORECASE,
)
AFTER = re.compile(r"\s+(?:город|г\.?|city)$", re.IGNORECASE)
WORDS = re.compile(r"[\s-]+")
WORDS_AT_MOST, TRIED_AT_MOST = 3, 60
STEM = 2
VOWELS = "аеёиоуыэюяьй"


def bare(name: str) -> str:
    """The name without the words that people say around it: "из г. Омска" is "Омска"."""
    return AFTER.sub("", BEFORE.sub("", name))


def nominatives(name: str) -> Iterator[str]:
    """What a name may be in the nominative, itself not among them."""
    words = WORDS.split(name.strip().lower())
    if len(words) > WORDS_AT_MOST or not re.search("[а-яё]", name, re.IGNORECASE):
        return
    forms = product(*map(_forms, words))
    yield from (" ".join(form) for form in islice(forms, 1, TRIED_AT_MOST))


def _forms(word: str) -> list[str]:
    """The word itself first."""
    forms = [word]
    for size in (1, 2, 3):
        stem, ends = word[:-size], word[-size:]
        if len(stem) >= STEM and any(letter in VOWELS for letter in stem):
            forms += (stem + new for new in ENDINGS.get(ends, ()))
    if len(word) > STEM and word[-1] not in VOWELS:
        forms += (word + ends for ends in PLURAL_ONLY)
    return list(dict.fromkeys(forms))
