"""The words in which people say when to call, in Russian and English, as patterns."""

from crm.models import WORKING_WEEK

NOON, LUNCH, AFTERNOON, EVENING = 12 * 60, 13 * 60, 14 * 60, 17 * 60
WEEKENDS, EVERY_DAY = 0b1100000, 0b1111111

HALF = r"(am|pm|a\.m\.?|p\.m\.?|утра|дня|вечера|часов|часа|час|ч|h)(?!\w)"
CLOCK = rf"(\d{{1,2}})(?:[:.](\d\d))?(?:\s*{HALF})?(?![\d:])"
NAMED = r"(обеда|полудня|вечера|lunch(?:time)?|noon|midday)\b"
TIME = rf"(?:{CLOCK}|{NAMED})"
NAMED_AT = {"обеда": LUNCH, "lunch": LUNCH, "lunchtime": LUNCH, "вечера": EVENING}
TO = r"\s*(?:-|до|по|to|till|until|and)\s*"
AFTER = (
    r"(?:начиная с|не раньше|не ранее|после|позже|позднее|со?|от|"
    r"not before|not earlier than|no earlier than|after|from|since)\s+"
)
BEFORE = r"(?:не позже|не позднее|раньше|до|not later than|no later than|not after|before|until|till|by)\s+"
WEEKDAYS = (
    r"понедельник\w*|пн|mon(?:day)?s?",
    r"вторник\w*|вт|tue(?:s|sday)?s?",
    r"сред(?:а|ы|у|е|ам)|ср|wed(?:nesday)?s?",
    r"четверг\w*|чт|thu(?:rs|rsday)?s?",
    r"пятниц\w*|пт|fri(?:day)?s?",
    r"суббот\w*|сб|sat(?:urday)?s?",
    r"воскресень\w*|вс|sun(?:day)?s?",
)
WEEKDAY = "|".join(f"(?:{names})" for names in WEEKDAYS)
PARTS = (
    (r"утром|с утра|по утрам|до полудня|in the mornings?|mornings?", None, NOON),
    (r"после обеда|во второй половине дня|after lunch|in the afternoons?|afternoons?", LUNCH, None),
    (r"в первой половине дня|до обеда|before lunch", None, LUNCH),
    (r"днем|в дневное время|during the day", NOON, EVENING),
    (r"вечером|по вечерам|ближе к вечеру|in the evenings?|evenings?", EVENING, None),
    (r"в обед\w*(?: перерыв)?|в перерыв|at lunch(?:time)?", LUNCH, AFTERNOON),
)
DAYS = (
    (r"(?:по|в|на)?\s*выходн\w+(?: дн\w+)?|(?:at|on) (?:the )?weekends?|weekends?", WEEKENDS),
    (
        r"(?:по|в)?\s*будн\w+(?: дн\w+)?|(?:по|в) рабочи\w+ дн\w+|(?:on )?(?:weekdays|working days)",
        WORKING_WEEK,
    ),
    (r"ежедневно|кажд\w+ день|без выходных|в любой день|every day|any day|daily|all week", EVERY_DAY),
)
ANY_TIME = r"в любое время|когда угодно|any ?time|whenever"
NOT = (
    r"(?:только )?не (?:надо |нужно )?(?:звон\w+|беспоко\w+|тревож\w+)|кроме|"
    r"(?:please )?(?:don't|dont|do not|never) (?:call|ring|phone|disturb)(?: (?:me|him|her|them))?|"
    r"except(?: on)?|but not"
)
FILLING = (
    r"(?:по|пере|до)?звон\w*|набира\w*|лучше|только|удобн\w+|можно|прос\w+|мне|ему|ей|им|пожалуйста|строго|в|во|на|и|а|по|"
    r"клиент\w*|время|времени|please|calls?|ring|phone|me|him|her|them|only|best|better|strictly|on|at|and|the|is|it|o'clock"
)
