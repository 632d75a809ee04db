"""What a language says of those who do something on a day, and of what they do; compiled."""

import re
from dataclasses import dataclass

from crm.words.lives import NEVER


@dataclass(frozen=True)
class Subjects:
    """Patterns of words. An empty one has none of them."""

    does: re.Pattern[str] = NEVER
    """Verbs of which a stranger or a thing is the subject: "the carpets go down on Tuesday"."""
    done: re.Pattern[str] = NEVER
    """What follows "is" written short: "the digger's booked"."""
    strangers: re.Pattern[str] = NEVER
    """Those and what nobody calls, with "the" before them or without."""
    partners: re.Pattern[str] = NEVER
    """Whom one calls, and what one has with them or owes them."""
    suits: re.Pattern[str] = NEVER
    """What is said of somebody who may be called then, or of a day."""
    present: re.Pattern[str] = NEVER
    """What is said of anybody, and of one who may be called."""
    alone: re.Pattern[str] = NEVER
    """Verbs of what one does without us: "she moves offices"."""
    there: tuple[str, ...] = ()
    """ "There is"."""
    being: tuple[str, ...] = ()
    """Verbs before another: "they are moving"."""
    comings: tuple[str, ...] = ()
    """Verbs of ours that strangers do as well."""
    sorts: re.Pattern[str] = NEVER
    """What follows a part of the day that is of a sort: "the night porter"."""
    intends: re.Pattern[str] = NEVER
    """What one is to do or to have, within a clause: "hoping to open"."""
    wares: re.Pattern[str] = NEVER
    """What is to come, and not by some day at the latest: "wants delivery on the 18th"."""
    wants: re.Pattern[str] = NEVER
    """Words of a wish that are of no contact by themselves."""
    terms: re.Pattern[str] = NEVER
    """What tells after how long they pay: "he pays in 14 days"."""
    rounds: re.Pattern[str] = NEVER
    """Days that come again: "bin day is Tuesday"."""
    links: re.Pattern[str] = NEVER
    """Words that begin a clause."""
    owned: re.Pattern[str] = NEVER
    """Words before a thing, as "our", or for it: "there's a strike"."""


NO_SUBJECTS = Subjects()
