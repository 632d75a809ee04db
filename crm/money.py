"""Sums of money as people type them: "84к", "1,5 млн", "84 000,50 ₽", "$1,200"."""

import re
from decimal import Decimal

from crm.errors import SumTooLarge, UnreadableSum
from crm.rules import SUM_LIMIT_MINOR

LONGEST = 64
MINOR = 100

THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9
MULTIPLIERS = {
    THOUSAND: "к k т тр тыс тысяч тысячи тысяча тысячу thousand thousands",
    MILLION: "кк kk м m млн mln mio миллион миллиона миллионов million millions лям ляма лямов",
    BILLION: "млрд mlrd bn миллиард миллиарда миллиардов billion billions",
}
CURRENCIES = (
    "₽ р руб рубль рубля рублей rub rur $ usd долл доллар доллара долларов dollar dollars € eur евро euro "
    "euros £ gbp фунт фунта фунтов pound pounds ₸ тг тенге kzt ₴ грн uah br byn сом сома сомов kgs"
)
CENTS = "коп копейка копейки копеек цент цента центов cent cents"

_TIMES = {word: times for times, words in MULTIPLIERS.items() for word in words.split()}


def _any_of(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


# [0-9] and never \d: that one accepts the digits of every script.
NUMBER = r"[0-9]+(?:[ .,'][0-9]+)*"
_TIMES_WORD = rf"(?:{_any_of(' '.join(_TIMES))})(?![^\W_])\.?"
_CURRENCY_WORD = rf"(?:{_any_of(CURRENCIES)})(?![^\W\d_])\.?"
PART = re.compile(rf"\s*(?P<number>{NUMBER})\s*(?P<times>{_TIMES_WORD})?")
BEFORE = re.compile(rf"{_CURRENCY_WORD}\s*")
AFTER = re.compile(rf"\s*{_CURRENCY_WORD}")
COINS = re.compile(rf"\s*(?P<number>[0-9]{{1,2}})\s*(?:{_any_of(CENTS)})\.?")

WHOLE = re.compile(r"(?:0|[1-9][0-9]*)(?:[.,][0-9]{1,2})?")
GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?P<gap>[ .,'])[0-9]{3}(?:(?P=gap)[0-9]{3})*(?:(?!(?P=gap))[.,][0-9]{1,2})?"
)
FRACTION = re.compile(r"(?:0|[1-9][0-9]*)[.,](?!000)[0-9]{3}")


def read_sum(text: str) -> int:
    """The typed sum in minor units (kopecks, cents), always above zero; a currency's name is skipped over.

    Raises UnreadableSum for anything not clearly one sum, SumTooLarge.
    """
    said = " ".join(text.casefold().split())
    if not said or len(said) > LONGEST:
        raise UnreadableSum
    total, end = _currency_and_parts(said)
    if said[end:].strip(" .,;"):
        raise UnreadableSum
    minor = total * MINOR
    if minor <= 0 or minor != int(minor):
        raise UnreadableSum
    if minor > SUM_LIMIT_MINOR:
        raise SumTooLarge
    return int(minor)


def _currency_and_parts(said: str) -> tuple[Decimal, int]:
    """The sum at the beginning of the text, and where it ends."""
    before = BEFORE.match(said)
    total, end = _parts(said, before.end() if before else 0)
    after = None if before else AFTER.match(said, end)
    if after is None:
        return total, end
    coins = COINS.match(said, after.end())
    if coins is None:
        return total, after.end()
    if total != int(total):
        raise UnreadableSum
    return total + Decimal(coins["number"]) / MINOR, coins.end()


def _parts(said: str, start: int) -> tuple[Decimal, int]:
    """ "2 млн 300 тыс": each part is smaller than a unit of the one before."""
    total, end = Decimal(0), start
    unit: int | None = None
    while part := PART.match(said, end):
        times = _TIMES[part["times"].rstrip(".")] if part["times"] else 1
        value = _number(part["number"], times) * times
        if unit is not None and not _continues(total, unit, value, times):
            raise UnreadableSum
        total, unit, end = total + value, times, part.end()
    if unit is None:
        raise UnreadableSum
    return total, end


def _continues(total: Decimal, unit: int, value: Decimal, times: int) -> bool:
    """Whether a further part says clearly what it adds: "2 млн 300" may mean two things."""
    whole = total % unit == 0
    named = times > 1 or value >= THOUSAND or value * 10 >= unit
    return whole and named and times < unit and value < unit


def _number(typed: str, times: int) -> Decimal:
    """A number with its groups and decimals told apart by where they stand."""
    if WHOLE.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    if times > THOUSAND and FRACTION.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    grouped = GROUPED.fullmatch(typed)
    # "1,500k" may mean two things.
    if grouped is None or (times > 1 and grouped["gap"] in ".,"):
        raise UnreadableSum
    gap = grouped["gap"]
    return Decimal(typed.replace(gap, "").replace(",", "."))
