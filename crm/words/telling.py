"""How a language whose verbs may stand anywhere tells of what was, and of what others do; compiled."""

import re
from dataclasses import dataclass

NEVER, ALWAYS = re.compile("(?!)"), re.compile(".*")


@dataclass(frozen=True)
class Telling:
    """Patterns of words, and how far they reach. An empty one has none of them."""

    asks: re.Pattern[str] = NEVER
    """Who asked: with a thing behind them, they tell what was on a day."""
    deeds: re.Pattern[str] = NEVER
    """What is to be done."""
    things: re.Pattern[str] = NEVER
    """What has a day of its own: "отгрузка 5 мая"."""
    topics: re.Pattern[str] = NEVER
    """Before a thing that is only spoken of: "договор поставки"."""
    lasting: re.Pattern[str] = NEVER
    """What lasts until a day that no call is waiting for."""
    stays: re.Pattern[str] = NEVER
    """What a month bounds for a person: "віза до серпня"."""
    kin: re.Pattern[str] = NEVER
    """Those whose doings are not ours: "брат прилетает в субботу"."""
    doing: re.Pattern[str] = NEVER
    """Verbs that tell what others do in a month."""
    usual: re.Pattern[str] = NEVER
    """Beside hours that are those of every day."""
    asking: re.Pattern[str] = NEVER
    """What asks, where a question mark follows."""
    waits: re.Pattern[str] = NEVER
    """Before a length that is let pass: "подождать неделю"."""
    owned: re.Pattern[str] = NEVER
    """What is made for a day or a month: "план на июнь"."""
    ages: re.Pattern[str] = NEVER
    """Years that somebody is or becomes."""
    ifs: re.Pattern[str] = NEVER
    thens: re.Pattern[str] = NEVER
    """ "If" and "then"."""
    unreached: re.Pattern[str] = NEVER
    """What a client who is called then may fail to do: "если во вторник не возьмет"."""
    closing: re.Pattern[str] = ALWAYS
    """Behind a day, what it is no more told of beyond."""
    either_week: tuple[str, ...] = ()
    """A week that may be the last as well as the next one."""
    beside_month: int | None = None
    """So many unknown words beside a month tell of what will be in it, and of no call."""


SILENT = Telling()
