"""Tokens into pieces: what each word or figure means, one letter a piece."""

import datetime as dt
import re
from dataclasses import replace

from crm.words.joined import Piece, together
from crm.words.language import Language, Tag
from crm.words.lexer import Token, tokens_of
from crm.words.spelling import like_a_day, shortened, spelled

NOTHING = Tag("k", "")
SPLIT = re.compile(r"[^\s-]+")


def pieces_of(text: str, language: Language) -> list[Piece]:
    tokens = _apart(tokens_of(text), language)
    found: list[Piece] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        tag, length = _phrase(tokens, place, language)
        if tag is None:
            tag = _literal(tokens, place, language)
        last = tokens[place + length - 1]
        framed = bool(found) and found[-1].code == "_" and found[-1].word[0] == "w"
        found.append(Piece(tag.code, tag.value, token.start, last.end, text[token.start : last.end], framed))
        place += length
    return together([piece for piece in found if piece.code != "_"], language)


def _apart(tokens: list[Token], language: Language) -> list[Token]:
    """Words with a dash that nobody knows as one, as several; no full stops after abbreviations."""
    found: list[Token] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if (
            language.silent
            and before
            and before.text == language.silent
            and language.homonym.fullmatch(token.text)
        ):
            found.append(replace(token, kind="noise", text=""))  # "the sun"
        elif token.text == language.silent or (token.text == "." and _shortened(found, language)):
            continue
        elif token.text == "'" and before and before.text[-1] == "s" and before.end == token.start:
            continue  # "two weeks' time"
        elif token.text[-3:] == "'ll" and _says(token.text[:-3], language):
            found.append(replace(token, text=token.text[:-3], end=token.end - 3))  # "next month'll do"
        elif token.text[-3:] == "ish" and language.phrases.get((token.text[:-3],), NOTHING).code == "w":
            found.append(replace(token, text=token.text[:-3], end=token.end - 3))  # "elevenish"
            found.append(replace(token, text=token.text[-3:], start=token.end - 3))
        elif token.kind == "word" and "-" in token.text and (token.text,) not in language.phrases:
            found += [
                Token("word", part[0], token.start + part.start(), token.start + part.end())
                for part in SPLIT.finditer(token.text)
            ]
        else:
            found.append(token)
    return found


def _shortened(before: list[Token], language: Language) -> bool:
    return bool(before) and shortened(before[-1].text, language)


def _says(word: str, language: Language) -> bool:
    return language.phrases.get((word,), NOTHING).code in "DWMPGv"


def _phrase(tokens: list[Token], place: int, language: Language) -> tuple[Tag | None, int]:
    """The longest phrase of the table that begins here; a single word may have a typo."""
    words = tuple(token.text for token in tokens[place : place + language.longest])
    for length in range(len(words), 0, -1):
        tag = language.phrases.get(words[:length])
        if tag and not (length == 1 and (_is_sum(tokens, place) or _of_a_name(tokens, place, language))):
            return tag, length
    if tokens[place].kind == "word":
        right = spelled(words[0], language)
        if right is not None:
            return language.phrases[(right,)], 1
        before = language.phrases.get((tokens[place - 1].text,), NOTHING).code if place else ""
        if before and before in "anxtc" and like_a_day(words[0], language):
            return Tag("X", ""), 1  # which day, nobody knows; that one was named is plain
    return None, 1


def _of_a_name(tokens: list[Token], place: int, language: Language) -> bool:
    """The letter of "the M6"."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or following.kind != "number" or following.start != tokens[place].end:
        return False
    return language.month_first and tokens[place].kind == "word" and _letters(tokens, place, language)


def _is_sum(tokens: list[Token], place: int) -> bool:
    """ "84к": what is a preposition alone is a thousand here."""
    before = tokens[place - 1] if place else None
    return (
        tokens[place].text in "кkт"
        and before is not None
        and before.end == tokens[place].start
        and (before.text[-1].isdigit())
    )


def _literal(tokens: list[Token], place: int, language: Language) -> Tag:
    token = tokens[place]
    match token.kind:
        case "stop":
            return Tag(",", token.text)
        case "dash":
            return Tag("-", "")
        case "iso":
            year, month, day = re.findall(r"\d+", token.text)
            return _date(day, month, year, "I")
        case "time":
            hour, minute, *_ = map(int, re.findall(r"\d+", token.text))
            if minute % 5 and place and language.owner.fullmatch(tokens[place - 1].text):
                return NOTHING  # "room 12:04"
            return Tag("H", f"{hour}:{minute:02}") if hour < 25 and minute < 60 else Tag("X", "")
    if token.kind == "broken" and ":" in token.text:
        return Tag("X", "")
    before = tokens[place - 1] if place else None
    named = before is not None and before.kind == "word" and before.end == token.start
    if named and before is not None and _letters(tokens, place - 1, language):
        return NOTHING  # "SW1A", "the M6"
    if token.kind in ("word", "noise", "broken") or _of_something(tokens, place, language):
        return NOTHING
    return _figure(token, language)


def _letters(tokens: list[Token], place: int, language: Language) -> bool:
    """Whether the letters before a figure make a name with it, and no "2h" before "30m"."""
    word, before = tokens[place].text, tokens[place - 1] if place else None
    beside = before is not None and before.end == tokens[place].start and before.text[-1].isdigit()
    lone = language.month_first and word.isalpha() and len(word) == 1 and not beside  # not "в15"
    return lone or (word,) not in language.phrases


def _figure(token: Token, language: Language) -> Tag:
    numbers = re.findall(r"\d+", token.text)
    match token.kind:
        case "date":
            day, month, year = numbers
            found = [_date(day, month, year, "I")]
            if language.month_first:
                found.insert(0 if "/" in token.text else 1, _date(month, day, year, "I"))
            dates = [tag.value for tag in found if tag.code == "I"]
            return Tag("I", " ".join(dates)) if dates else found[0]
        case "short":
            return Tag("F", token.text)
        case "decimal":
            return Tag("f", token.text)
        case "ordinal":
            return Tag("o", str(int(numbers[0]))) if int(numbers[0]) < 32 else NOTHING  # "his 50th"
        case "hours":
            return Tag("0", numbers[0])
        case "year":
            return Tag("N", f"20{numbers[0]}")
    return Tag("0" if len(token.text) < 3 else "N", token.text)


def _date(day: str, month: str, year: str, code: str) -> Tag:
    whole = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        return Tag(code, dt.date(whole, int(month), int(day)).isoformat())
    except ValueError:
        return Tag("X", "")


def _of_something(tokens: list[Token], place: int, language: Language) -> bool:
    """Whether the number is a sum, a count or a name's: "офис 305", "12 позиций"."""
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    before = [token.text for token in tokens[max(0, place - 3) : place] if token.text not in (".", ":", "-")]
    while before and before[-1] in ("на", "for", "of", "№", "#", "n") and len(before) > 1:
        before.pop()
    if _upgraded(tokens[:place], language):
        return True
    if before and (before[-1],) not in language.phrases:
        dated = language.phrases.get((following,), NOTHING).code in "My"
        date = dated or tokens[place].kind in ("short", "ordinal")
        sums = language.sum.fullmatch(before[-1]) and not date
        called = tokens[place].kind == "short" and language.call.fullmatch(before[-1])  # "phone 8.30"
        if not called and (sums or language.owner.fullmatch(before[-1])):
            return True
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or not language.count.fullmatch(after.text):
        return False
    glued = after.start == tokens[place].end
    return (glued and after.text in "кkт") or (after.text,) not in language.phrases


def _upgraded(before: list[Token], language: Language) -> bool:
    """ "обновить до 14.2"."""
    words = [token.text for token in before[-2:]]
    through = len(words) == 2 and language.phrases.get((words[1],), NOTHING).code in "Bmn"
    return through and bool(language.versions.fullmatch(words[0]))
