"""English, month first where only numbers are written with a stroke."""

from crm.words.en_around import (
    AHEAD,
    BEING,
    CALLS,
    CHANGES,
    COUNTED,
    HABITS,
    HOMONYMS,
    MOVES,
    NAMES,
    NOISE,
    NOT,
    OPENING,
    OWNERS,
    PAST,
    PERSONS,
    PLANS,
    REAL,
    STREETS,
    SUMS,
    TITLES,
    TOLD,
    UNTIL,
    VERBS,
    VERSIONED,
)
from crm.words.en_doings import SUBJECTS
from crm.words.en_lives import EVENTS, LIVES, TELLING, THINGS
from crm.words.en_names import DAYS, EDGES, PARTS, ZONES
from crm.words.en_numbers import NUMBERS
from crm.words.language import Language

QUARTERS = {
    f"period q{number}-{edge}": ", ".join(f"{word} q {number}" for word in words)
    for number in range(1, 5)
    for edge, words in (
        ("begin", ("beginning of", "start of", "early", "early in", "begin")),
        ("middle", ("middle of", "mid")),
        ("end", ("end of", "at end of", "end", "late", "late in")),
    )
}

MEANINGS = {
    **DAYS,
    **PARTS,
    "ampm am": "am, a.m, a.m., a m",
    "ampm pm": "pm, p.m, p.m., p m, p",
    "span 30": "half an hour, half hour, 1/2 hour, half a hour, 1/2 an hour, half an hr, half hr, 1/2 hr",
    "span 15": "quarter of an hr, quarter hr, quarter of an hour, quarter hour, quarter of hour",
    "span 45": (
        "3/4 hour, 3/4 of an hour, 3/4 hr, 3/4 of an hr, three quarters of an hour, 3 quarters of an hour, "
        "three quarters of hour"
    ),
    "span 75": "hour and a quarter, hour and quarter, hr and a quarter",
    "span 105": "hour and three quarters, hour and 3 quarters",
    "span 90": "hour and a half, hour and half, hour n half, hr and a half, hr and half",
    "article": "a, an",
    "unit minute": "minute, minutes, min, mins, m, minuts, minutes', min., mins.",
    "unit hour": "hour, hours, hr, hrs, h, hours', o'clock, oclock, o clock, o’clock, hrs., hr.",
    "long day": "day, days, d, days', day's",
    "long week": "week, weeks, wk, wks, w, weeks', week's, weks",
    "long fortnight": "fortnight, fortnight's",
    "long month": "month, months, mo, mos, months', month's, mth, mths",
    "long quarter": "quarters, qtr, quarter's",
    "long half-year": "half a year, half year",
    "long year": "year, years, yr, yrs, year's",
    "and-half": "and a half, and half, & a half, & half, n a half, 1/2",
    "in": AHEAD,
    "ago": "ago, back, earlier",
    "hence": "from now, later, time, hence, from today, further on",
    "at": "usual time, closer to, at, on, in on, @, for, till about, at about, come, make it, make that",
    "about": (
        "around, about, approx, approximately, roughly, circa, ~, ish, exactly, sharp, say, like, maybe, "
        "probably, another, next like, or so, or thereabouts, or later, or after, prob, near, just, "
        "perhaps, preferably, ideally, just under, just over"
    ),
    "from from": (
        "from, on or after, btw, betw, b/w, not before, no earlier than, not earlier than, starting, "
        "between, earliest, any time from, anytime from, as of, no sooner than, not until, not till"
    ),
    "from after": "after, past, later than, anytime after, any time after",
    "from since": "since, ever since",
    "until": UNTIL,
    "until before": "before, prior to, b4",
    "through": "through, thru",
    "next": "next, nxt, following week's",
    "this": "this, current, same week's",
    "coming": "coming, following, upcoming, nearest, this coming, closest",
    "half": "half",
    "quarter": "quarter",
    "lack": "to, of hour",
    **EDGES,
    "work": "business, working, work, workdays, biz",
    "weekend": "weekend, wkend, weekends",
    "dated thing": THINGS,
    "dated event": EVENTS,
    "dated": "dated",
    "every": (
        "every, each, weekly, daily, monthly, mondays, tuesdays, wednesdays, thursdays, fridays, saturdays, "
        "sundays, mornings, afternoons, evenings, any evening, any morning, any afternoon, any weekday, "
        "weekdays, weeknights, lunchtimes"
    ),
    "or": "or, either",
    "and": "and, &",
    "not": NOT,
    "veto": "after next",
    "veto beside": "or day after, or day before",
    "period end-of-week": "eow",
    "period end-of-month": "eom",
    **QUARTERS,
    "period new-year": (
        "first working day of new year, first business day of new year, first week of new year, 1st week of "
        "new year, early in new year, early new year, start of new year, beginning of new year"
    ),
    "period after-next": "week after next, next week but one, wk after next, week after nxt, wk after nxt",
    "same": "same time, this time, at same time",
    **ZONES,
    "filler": (
        "some time, sometime, at some point, wk commencing, wk beginning, wk starting, wk of, "
        "week of, week commencing, week beginning, week starting, w / c, w / b, wc, of, his, her, their, more"
    ),
    "not open": OPENING,
    "noise": NOISE,
    **NUMBERS,
}

EN = Language(
    code="en",
    meanings=MEANINGS,
    owners=OWNERS,
    sums=SUMS,
    counted=COUNTED,
    verbs=VERBS,
    told=TOLD,
    being=BEING,
    past=PAST,
    plans=PLANS,
    calls=CALLS,
    moves=MOVES,
    real=REAL,
    titles=TITLES,
    homonyms=HOMONYMS,
    habits=HABITS,
    persons=PERSONS,
    changes=CHANGES,
    versioned=VERSIONED,
    names=NAMES,
    telling=TELLING,
    lives=LIVES,
    subjects=SUBJECTS,
    reach=7,
    streets=STREETS,
    silent="the",
    month_first=True,
)
