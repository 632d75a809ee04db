"""How people and companies are written in a typed line."""

import re
from dataclasses import dataclass

# Something was taken out here: names do not reach over it.
GAP = "\x1f"
NAME_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‐-][^\W\d_]+)*|(?:[^\W\d_]\.)+")
NAME_WORDS = 3
PARTICLES = re.compile(r"van|von|de|da|der|den|di|al|el|bin|ibn|la|le|оглы|кызы|фон", re.I)
PATRONYMIC = re.compile(r"(?:вич|вна|чна|оглы|кызы)$", re.I)

FORMS_BEFORE = r"ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|ТОО|НКО|АНО|ФГУП|МУП|ГУП|СНТ|ТСЖ|ТСН|ЧП|ФОП|КФХ|ОДО|УП|ЧУП|МЧЖ"
PERSON_FORMS = {"ИП", "ЧП", "ФОП"}
FORMS_AFTER = (
    r"Ltd\.?|Limited|LLC|L\.L\.C\.|LLP|Inc\.?|Corp\.?|Co\.|PLC"
    r"|GmbH|AG|S\.A\.|SARL|SRL|S\.r\.l\.|B\.V\.|AB|Oy|Pty Ltd\.?"
)
QUOTED = r"[«“„\"](?P<quoted>[^«»“”„\"]{1,80})[»”“\"]"
FORM_QUOTED = re.compile(rf"(?<!\w)(?P<form>{FORMS_BEFORE})\s*{QUOTED}")
QUOTED_ALONE = re.compile(QUOTED)
FORM_BEFORE = re.compile(rf"(?<!\w)(?P<form>{FORMS_BEFORE})\s+(?P<rest>\w[^{GAP}]*)")
FORM_AFTER = re.compile(rf"(?P<before>[^{GAP}]*?\w)[ ]+(?P<form>{FORMS_AFTER})(?!\w)")
COMPANY_WORDS = 5


@dataclass(frozen=True)
class Company:
    """A company, and where in its part of the line it stands."""

    name: str
    start: int
    end: int
    person: str = ""
    """The name of a sole trader, said in the company's."""


def is_capitalised(words: list[str]) -> bool:
    return all(NAME_WORD.fullmatch(word) and not word[0].islower() for word in words)


def name_words(piece: str, *, whole: bool) -> list[str]:
    """The leading words of a name. Typed in small letters, they must be all of a `whole` part of the line."""
    words = piece.split()
    if not words or not NAME_WORD.fullmatch(words[0]):
        return []
    if words[0][0].islower():
        few = len(words) <= NAME_WORDS and all(NAME_WORD.fullmatch(word) for word in words)
        return words if whole and few else words[:1]
    run: list[str] = []
    for word in words:
        if not NAME_WORD.fullmatch(word) or (word[0].islower() and not PARTICLES.fullmatch(word)):
            break
        run.append(word)
    while run and run[-1].islower() and not PATRONYMIC.search(run[-1]):
        run.pop()
    particles = sum(word.islower() for word in run)
    third = len(run) == len(words) or any(PATRONYMIC.search(word) for word in run[:NAME_WORDS])
    return run[: (NAME_WORDS if third else 2) + particles]


def as_name(words: list[str]) -> str:
    """Small letters become capitals; anything else stays as it was typed."""
    if all(word.islower() for word in words):
        words = [word[:1].upper() + word[1:] for word in words]
    return " ".join(words)


def company_in(text: str, *, named: bool, following: str) -> Company | None:
    """A company told by its legal form or by quotation marks after the name.

    `text` is a part of the line; `named`: an earlier part holds the name; `following` is the next.
    """
    return (
        _form_quoted(text)
        or _quoted_alone(text, named)
        or _form_before(text, named, following)
        or _form_after(text, named)
    )


def _form_quoted(text: str) -> Company | None:
    match = FORM_QUOTED.search(text)
    if match is None:
        return None
    return Company(f"{match['form']} «{match['quoted'].strip()}»", *match.span())


def _quoted_alone(text: str, named: bool) -> Company | None:
    """Quotation marks right after the name, or with nothing beside them."""
    match = QUOTED_ALONE.search(text)
    if match is None:
        return None
    before = text[: match.start()].split()
    after_name = not named and 0 < len(before) <= NAME_WORDS and is_capitalised(before)
    if text.strip(GAP + " ") != match[0] and not after_name:
        return None
    return Company(match["quoted"].strip(), *match.span())


def _form_before(text: str, named: bool, following: str) -> Company | None:
    """ "ООО Ромашка Иван": the last words are the name, where the line has no other."""
    match = FORM_BEFORE.search(text)
    if match is None:
        return None
    rest = match["rest"].split()
    words = rest[: next((n for n, word in enumerate(rest) if not is_capitalised([word])), len(rest))]
    if not words:
        return None
    named = named or bool(text[: match.start()].strip(GAP + " "))
    next_words = following.split()
    name_follows = (
        len(rest) == len(words) and 0 < len(next_words) <= NAME_WORDS and is_capitalised(next_words)
    )
    if match["form"] in PERSON_FORMS:
        taken = words[:NAME_WORDS]
        person = "" if named else " ".join(taken)
        said = taken[:1] if person else taken
    else:
        person = ""
        whole = named or len(words) == 1 or name_follows
        said = taken = words if whole else words[:1] if len(words) <= NAME_WORDS else words[:-2]
    end = _end_of(taken, text, match.start("rest"))
    return Company(" ".join([match["form"], *said]), match.start(), end, person)


def _form_after(text: str, named: bool) -> Company | None:
    """ "John Smith ACME Ltd": two words for the name, where three or more stand before the form."""
    match = FORM_AFTER.match(text)
    if match is None:
        return None
    words = match["before"].split()
    small = (n for n, word in enumerate(reversed(words)) if word[0].islower())
    taken = words[len(words) - next(small, len(words)) :]
    if not named and len(taken) == len(words) >= NAME_WORDS:
        taken = words[2:]
    if not taken or len(taken) > COMPANY_WORDS:
        return None
    start = _end_of(words[: len(words) - len(taken)], text, 0)
    return Company(" ".join([*taken, match["form"]]), start, match.end())


def _end_of(words: list[str], text: str, start: int) -> int:
    """Where these words, which stand one after the other from `start`, end."""
    for word in words:
        start = text.index(word, start) + len(word)
    return start
