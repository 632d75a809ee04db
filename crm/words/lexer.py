"""Text into tokens: dates and hours written in figures, numbers, words, and what is surely none of these."""

import re
from dataclasses import dataclass

LOOKS_ALIKE = str.maketrans("ё’ʼ`´‘–—−\u00a0\u202f", "е'''''---  ")

PATTERNS = (
    ("noise", r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{3,80}|https?://\S+|www\.\S+|\+\d[\d\s()-]{5,}\d"),
    ("iso", r"\d{4}(?P<gap>[-./])\d{1,2}(?P=gap)\d{1,2}(?!\d)(?:t(?=\d))?"),
    ("date", r"\d{1,2}(?P<sep>[-./])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d-])"),
    ("noise", r"\d{2,3}-\d{2}-\d{2}(?:-\d{2})?(?![\d-])"),
    ("noise", r"0\d{2,4}[ -]\d{3}(?:[ -]\d{2,4}){1,2}(?![\d:.])"),
    ("noise", r"8?[ -]?\(\d{3,5}\)[\d\s-]{5,}\d|8[ -]\d{3}[ -]?\d{3}[\d -]{4,}\d"),
    ("noise", r"\d{1,3}(?: \d{3})+(?![\d:.])(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?!\d)"),
    ("noise", r"[$€£₽₴]\s?\d[\d.,]*\w*|\d[\d.,]*\s?[$€£₽₴%‰°]"),
    ("noise", r"(?:0[xх]|(?<!\w)(?<!\d-)[^\W\d_]{1,4}-)\d[\w/.-]*|\d+[xх*]\d+[\w*]*"),
    ("noise", r"\d+-[^\W\d_]\d\w*|\d+-(?:м|я|ю|ей|ом|ым|ой|ую)(?!\w)"),
    ("noise", r"\d+(?:\+\d+)+(?!\w)"),
    ("noise", r"\d{1,3}(?:-\d{2,4}){2,}(?![\d-])"),
    ("noise", r"24/7(?!\d)|[^\W\d_][\w-]*\.(?:com|net|org|ru|ua|kz|by|io|co)(?![\w.])"),
    ("word", r"2(?:day|moro|morrow|nite)(?!\w)"),
    ("word", r"1/2(?=\s*(?:an?\s+)?h)"),
    ("time", r"\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\d{1,2}[hч]\d{2}(?!\d|\s?[mм])"),
    ("year", r"(?<!\w)'\d{2}(?!\w)"),
    ("broken", r"\d+:\d[\d:]*"),
    ("short", r"\d{1,2}[./]\d{1,2}(?![\d]|[./]\d)"),
    ("broken", r"\d+(?:[./]\d+){2,}"),
    ("decimal", r"\d+[.,]\d+"),
    ("ordinal", r"\d{1,2}(?:-?(?:го|ого|му|ому|st|nd|rd|th))(?!\w)"),
    ("ordinal", r"\d{1,2}-?х(?=\s+числах)"),
    ("hours", r"\d{1,2}(?:-?(?:ти|ть|ми|й|ій|ої|та|тій|ту|тої)|-и|-х)(?!\w)"),
    ("ordinal", r"\d{1,2}-?(?:е|ое|те)(?!\w)"),
    ("number", r"\d+"),
    ("noise", r"w/o?(?!\w)"),
    ("word", r"[ap]\.\s?m\.?(?!\w)|[чпд]/[зоа](?!\w)"),
    ("word", r"[^\W\d_]+(?:['-][^\W\d_]+)*"),
    ("dash", r"-+"),
    ("word", r"[@~№#&]"),
    ("stop", r"[^\s\w]|_"),
)


TOKEN = re.compile("|".join(f"(?P<p{place}>{pattern})" for place, (_, pattern) in enumerate(PATTERNS)))


@dataclass(frozen=True)
class Token:
    """`kind` is one of PATTERNS' names; `text` is small letters; the places are those of the whole text."""

    kind: str
    text: str
    start: int
    end: int


def plain(text: str) -> str:
    """The same text, as long, in small letters and with one shape of dash, apostrophe and blank."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return small.translate(LOOKS_ALIKE)


def tokens_of(text: str) -> list[Token]:
    return [
        Token(PATTERNS[_place(match)][0], match[0], match.start(), match.end())
        for match in TOKEN.finditer(plain(text))
    ]


def _place(match: re.Match[str]) -> int:
    """The number of the pattern that fits; its group is the last to close."""
    return int((match.lastgroup or "p0")[1:])
