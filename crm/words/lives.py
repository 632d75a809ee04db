"""What a language says of the days of others, compiled."""

import re
from dataclasses import dataclass

NEVER = re.compile("(?!)")


@dataclass(frozen=True)
class Lives:
    """Patterns of words. An empty language has none of them."""

    kin: re.Pattern[str] = NEVER
    """Those whose days are their own: "his wife is due in October"."""
    ours: re.Pattern[str] = NEVER
    """What is done to a client, on whatever day: "call about the delivery on Friday"."""
    voices: re.Pattern[str] = NEVER
    """Verbs by which one of the kin speaks to us: "his wife says Friday"."""
    questions: re.Pattern[str] = NEVER
    """What a client asks about us: "are you open on Sunday?"."""
    meetings: re.Pattern[str] = NEVER
    """Names of what is planned and of what has been: "the demo went well on Friday"."""
    went: re.Pattern[str] = NEVER
    """Verbs that tell what such a meeting was like."""
    qualities: re.Pattern[str] = NEVER
    """Words before the name of a meeting that one had: "a good meeting"."""
    planning: re.Pattern[str] = NEVER
    """Verbs that make such a meeting one to come: "got a meeting on Friday"."""
    wishes: re.Pattern[str] = NEVER
    """Verbs that tell of a wish said on a day: "asked on Friday for a brochure"."""
    wished: re.Pattern[str] = NEVER
    """What follows that day where the wish does."""
    until: re.Pattern[str] = NEVER
    """What lasts until a day and is no call: "valid until Friday"."""


NOBODY = Lives()
