"""English."""

from crm.wish_words.language import AFTERNOON, EVENING, EVERY_DAY, LUNCH, NOON, WEEKDAYS_ONLY, WEEKENDS, Words

EN = Words(
    am=r"am|a\.m\.?",
    pm=r"pm|p\.m\.?",
    clock="h|o'clock",
    hours={
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12,
    },
    named={"lunchtime": LUNCH, "lunch": LUNCH, "noon": NOON, "midday": NOON},
    since="from|between",
    to="to|till|until",
    join="and",
    after="not before|not earlier than|no earlier than|after|from|since",
    before="not later than|no later than|not after|before|until|till|by",
    weekdays=(
        "mon(?:day)?s?",
        "tue(?:s|sday)?s?",
        "wed(?:nesday)?s?",
        "thu(?:rs|rsday)?s?",
        "fri(?:day)?s?",
        "sat(?:urday)?s?",
        "sun(?:day)?s?",
    ),
    on="on",
    parts=(
        ("in the mornings?|mornings?", None, NOON),
        ("after lunch|in the afternoons?|afternoons?", LUNCH, None),
        ("before lunch", None, LUNCH),
        ("during the day", NOON, EVENING),
        ("in the evenings?|evenings?", EVENING, None),
        ("at lunch(?:time)?", LUNCH, AFTERNOON),
    ),
    days=(
        ("(?:at|on) (?:the )?weekends?|weekends?", WEEKENDS),
        ("(?:on )?(?:weekdays|working days)", WEEKDAYS_ONLY),
        ("every day|any day|daily|all week", EVERY_DAY),
    ),
    any_time="any ?time|whenever",
    negation=(
        "(?:please )?(?:don't|dont|do not|never) (?:call|ring|phone|disturb)(?: (?:me|him|her|them))?|"
        "except(?: on)?|but not"
    ),
    filling="please|calls?|ring|phone|me|him|her|them|only|best|better|strictly|on|at|and|the|is|it|o'clock",
)  # fmt: skip
