"""A piece, and pieces that make one together."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from crm.words.language import Language
from crm.words.lexer import plain

NTH = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "последн": -1,
    "перш": 1, "друг": 2, "четверг": 0, "четвер": 4, "останн": -1,
}  # fmt: skip
"""How the ordinals before a weekday begin."""
ENDS = ("end", "кон", "кін")
COUNTING = "0wfFjh+NqRS"
"""Codes before a unit of time."""
EACH = ("per", "each", "off", "under", "over", "cheaper", "dearer", "more", "less", "extra", "ea")
"""Words behind pence."""
HOURLY = "aAbBDWMoI-"
"""Codes beside an hour."""
ANOTHER_DAY = re.compile("l?[anxtcBA]*[DWIM]")


@dataclass(frozen=True)
class Piece:
    """`code` is a code of the language's table or of a literal; the places are those of the whole text."""

    code: str
    value: str
    start: int
    end: int
    raw: str
    framed: bool = False
    """Whether "week of" stands before it."""

    @cached_property
    def word(self) -> str:
        """What was typed, in small letters and one spelling."""
        return plain(self.raw)

    @property
    def number(self) -> float:
        return float(self.value.replace(",", "."))


def _clock_after_month(piece: Piece) -> bool:
    """ "17 Mar 0930": no year."""
    hour, minute = divmod(int(piece.value), 100)
    return (
        len(piece.raw) == 4
        and not 1990 <= int(piece.value) <= 2100
        and hour < 24
        and minute in range(0, 60, 5)
    )


def _counted(piece: Piece) -> int:
    """ "в первую пятницу июня": which weekday of a month, the last being -1."""
    return next((number for stem, number in NTH.items() if piece.word.startswith(stem)), 0)


def _alone(piece: Piece, last: Piece | None, language: Language) -> bool:
    """ "today w final price": a letter that is a week only behind a number."""
    letter = language.month_first and piece.code in "uv" and piece.raw.isalpha() and len(piece.raw) == 1
    return letter and (last is None or last.code not in COUNTING)


def _pence(place: int, pieces: list[Piece]) -> bool:
    """ "8p a stem", "up 8p": an hour only beside a day, or where "at" leads it."""
    if pieces[place].raw != "p" or not place or pieces[place - 1].code != "0":
        return False
    before = pieces[place - 2].code if place > 1 else ""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    if following is not None and (following.code == "j" or following.word in EACH):
        return True
    beside = before + (following.code if following is not None else "")
    return len(pieces) > 2 and not any(code in HOURLY for code in beside)


def _a_name(place: int, pieces: list[Piece], language: Language) -> bool:
    """ "call tom later today", where another day follows."""
    if not place or not language.name.fullmatch(pieces[place].word):
        return False
    if not language.call.fullmatch(pieces[place - 1].word):
        return False
    codes = "".join("D" if piece.value == "tonight" else piece.code for piece in pieces[place + 1 :])
    return bool(ANOTHER_DAY.match(codes))


def together(pieces: list[Piece], language: Language) -> list[Piece]:
    """Twenty and five are one number; "9a" is an hour of the morning; "with Tom" is no day."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        last = found[-1] if found else None
        if last and last.code == "E" and piece.code in "DW" and last.raw.lower().startswith(ENDS):
            found[-1] = replace(last, code="P", value="eod")  # "by the end of Friday"
        if (
            last
            and last.code == "k"
            and piece.raw[0].isupper()
            and language.name.fullmatch(piece.raw.lower())
        ):
            found.append(replace(piece, code="k", value=""))
            continue
        if _alone(piece, last, language) or _a_name(place, pieces, language):
            found.append(replace(piece, code="k", value=""))
            continue
        if last and _pence(place, pieces):
            found[-1:] = [replace(last, code="k", value=""), replace(piece, code="k", value="")]
            continue
        if last and last.code == "M" and piece.code == "N" and _clock_after_month(piece):
            piece = replace(piece, code="H", value=f"{int(piece.value[:2])}:{piece.value[2:]}")
        if piece.value == "lunch" and last and last.code in "DWMIFo":
            piece = replace(piece, code="P", value="noon")  # "завтра на обед"
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if piece.code in "kwO" and following and following.code == "W" and _counted(piece):
            piece = replace(piece, code="o" if _counted(piece) > 0 else "z", value=str(_counted(piece)))
        article = piece.code == "j" and last and last.code == "0" and last.end == piece.start
        if article and "k" not in [other.code for other in pieces[place + 1 : place + 2]]:
            found.append(replace(piece, code="p", value="am"))
            continue
        whole = len(found) < 2 or found[-2].code not in "mZ"  # "без двадцати четыре"
        if whole and last and last.code == piece.code == "w" and last.number >= 20 and 1 <= piece.number <= 9:
            value = f"{last.number + piece.number:g}"
            found[-1] = Piece("w", value, last.start, piece.end, last.raw + " " + piece.raw)
        else:
            found.append(piece)
    return found
