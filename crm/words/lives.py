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
    praise: re.Pattern[str] = NEVER
    """Words before the name of a meeting that only one that was can have: "nice chat on Friday"."""
    dated: re.Pattern[str] = NEVER
    """Papers that are from a day: "the complaint from 3 June"."""
    planning: re.Pattern[str] = NEVER
    """Verbs that make such a meeting one to come: "got a meeting on Friday"."""
    wishes: re.Pattern[str] = NEVER
    """Verbs that tell of a wish said on a day: "asked on Friday for a brochure"."""
    wished: re.Pattern[str] = NEVER
    """What follows that day where the wish does."""
    never: re.Pattern[str] = NEVER
    """Words that deny the day after the verb: "never picks up on Friday"."""
    still: re.Pattern[str] = NEVER
    """Verbs after which they do not: "don't forget Friday"."""
    bad: re.Pattern[str] = NEVER
    """Words behind a day on which it cannot be: "tomorrow is bad, Sunday's ok"."""
    yes: re.Pattern[str] = NEVER
    """Words that agree: "ok, 3 days"."""
    engaged: re.Pattern[str] = NEVER
    """What keeps somebody for a while: "driving, half an hour"."""
    any_part: re.Pattern[str] = NEVER
    """Parts of every day that are meant of one where it is named: "any evening from Wednesday"."""
    so: re.Pattern[str] = NEVER
    """Words before what is concluded: "closed on Monday, so Tuesday"."""
    corrects: re.Pattern[str] = NEVER
    """Words before what is meant instead: "Thursday, no wait, Friday"."""
    instead: re.Pattern[str] = NEVER
    """Words before what is only meant if the first cannot be: "Monday, failing that Tuesday"."""
    they: re.Pattern[str] = NEVER
    """Those of whom a month is told: "they review suppliers in January"."""
    later: tuple[str, ...] = ()
    """Words after days counted from another day: "two days later"."""
    onwards: re.Pattern[str] = NEVER
    """Words behind the hour from which on it may be."""
    cues: re.Pattern[str] = NEVER
    """Words that speak of a contact, or of whether one suits."""
    latest: tuple[str, ...] = ()
    """Words behind a day that bounds another: "Friday at the latest"."""
    hence: re.Pattern[str] = NEVER
    """Words before a figure that can only be an hour there: "busy till 3, so 3.15"."""
    until: re.Pattern[str] = NEVER
    """What lasts until a day and is no call: "valid until Friday"."""
    bound: re.Pattern[str] = NEVER
    """What binds somebody until a month: "locked into a contract until August"."""
    newcomers: re.Pattern[str] = NEVER
    """Who is there from a day on: "a new buyer from Monday"."""
    trades: re.Pattern[str] = NEVER
    """What a shop does from one hour to another: "open Sunday 10-4"."""
    trading: re.Pattern[str] = NEVER
    """What such hours are called: "trading hours"."""
    vain: re.Pattern[str] = NEVER
    """What was done in order to call: "tried calling on Monday", "attempted to ring"."""
    altered: re.Pattern[str] = NEVER
    """Verbs of meetings that tell of other things as well: "bumped the price on Friday"."""
    pronouns: re.Pattern[str] = NEVER
    """What such a verb does with a meeting: "moved him to", "changed the time"."""
    saying: tuple[str, ...] = ()
    """What one did it with: "emailed on Friday asking for a brochure"."""
    shows: re.Pattern[str] = NEVER
    """What is given to others: "gave a talk on Tuesday"."""
    oneself: tuple[str, ...] = ()
    """ "Himself"."""

    moods: re.Pattern[str] = NEVER
    """What one feels about something that was: "not happy with the visit on Friday"."""
    answers: re.Pattern[str] = NEVER
    """What one asked for and was told: "asked when it lands, told him" November."""
    contacts: re.Pattern[str] = NEVER
    """Words that make such a day one of ours."""
    leisure: re.Pattern[str] = NEVER
    """What lasts until an hour, and is no reason to call then."""


NOBODY = Lives()
