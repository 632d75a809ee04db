"""One Latin spelling for a name, however it was written: what search and duplicates compare.

`Анна`, `anna` and `Ana` have the key "ana"; `Юрий`, `Yuri` and `Yury` have "iuri". A key is for comparing
only: it is never shown.
"""

import re
import unicodedata

KEY_LIMIT = 400

LETTERS = dict(
    zip(
        "абвгґғдеєёжзиіїйклмнопрстуфхцчшщыэюяәқңөұүһў",
        [
            "a",
            "b",
            "v",
            "g",
            "g",
            "g",
            "d",
            "e",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sh",
            "i",
            "e",
            "iu",
            "ia",
            "a",
            "k",
            "n",
            "o",
            "u",
            "u",
            "h",
            "u",
        ],
        strict=True,
    )
)
SIGNS = dict.fromkeys("ьъ'’ʼ`´", "")
# Letters that no decomposition splits.
LATIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "e", "ı": "i", "þ": "th", "ð": "d"}
_TABLE = str.maketrans(LETTERS | SIGNS | LATIN)

# Spellings of one sound, in this order.
SOUNDS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"shch|sch", "sh"),
        (r"tch", "ch"),
        (r"dzh", "j"),
        (r"zh", "j"),
        (r"kh", "h"),
        (r"tz", "ts"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"yo", "e"),
        (r"(\b|[aeiou])ye", r"\1e"),
        (r"y", "i"),
        (r"([^\W\d])\1+", r"\1"),
    )
)
# The keys of a keyboard in its two layouts.
ENGLISH_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_OTHER_LAYOUT = str.maketrans(ENGLISH_KEYS + RUSSIAN_KEYS, RUSSIAN_KEYS + ENGLISH_KEYS)

NOT_WORDS = re.compile(r"[\W_]+")


def search_key(name: str) -> str:
    """The canonical key of a name: lower-case Latin words with one space between; other scripts stay.

    Only letters, digits and spaces come out, so it can stand in a LIKE pattern as it is.
    """
    folded = unicodedata.normalize("NFKC", name).casefold().replace("йо", "ё").translate(_TABLE)
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    key = NOT_WORDS.sub(" ", bare).strip()
    for pattern, becomes in SOUNDS:
        key = pattern.sub(becomes, key)
    return key[:KEY_LIMIT].strip()


def other_layout(text: str) -> str:
    """What the same keys give in the other layout: "fyyf" is "анна" typed in the English one."""
    return text.lower().translate(_OTHER_LAYOUT)
