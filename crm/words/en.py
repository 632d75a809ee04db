"""English, month first where only numbers are written with a stroke."""

from crm.words.en_around import (
    BEING,
    CALLS,
    CHANGES,
    COUNTED,
    HABITS,
    HOMONYMS,
    MOVES,
    NAMES,
    NOISE,
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
    VERBS,
    VERSIONED,
)
from crm.words.en_lives import EVENTS, LIVES, THINGS
from crm.words.en_names import DAYS, ZONES
from crm.words.en_numbers import NUMBERS
from crm.words.language import Language

MEANINGS = {
    **DAYS,
    "part early": (
        "early morning, early in morning, first thing, 1st thing, first thing in morning, early in day, "
        "bright and early, crack of dawn, start of day, beginning of day, early am, early"
    ),
    "part morning": (
        "morning, in morning, mornin, mid morning, mid-morning, late morning, "
        "morn, midmorning, first half of day, 1st half of day, first half, 1st half, mrng, mng, morng, end "
        "of morning"
    ),
    "part forenoon": "pre lunch, pre-lunch, before lunch, before noon, before lunchtime",
    "part noon": (
        "lunch, lunchtime, at lunch, lunch time, around lunch, over lunch, lunch break, during lunch"
    ),
    "part afternoon": (
        "afternoon, in afternoon, after lunch, aft, arvo, mid afternoon, mid-afternoon, early afternoon, "
        "after noon, second half of day, 2nd half of day, second half, 2nd half, post lunch, this aft, "
        "after lunchtime, midafternoon"
    ),
    "part eod": (
        "eod, end of day, end day, cob, close of business, end of business, end of business day, "
        "end of workday, end of working day, late afternoon, late in day, late in afternoon, cop, "
        "close of play, end of afternoon, last thing, end of play"
    ),
    "part evening": "evening, in evening, eve, evenin, evng, evg, after work, early evening",
    "part tonight": "tonight, tonite, 2nite, this night",
    "part night": "night, at night",
    "ampm am": "am, a.m, a.m., a m",
    "ampm pm": "pm, p.m, p.m., p m, p",
    "noon 720": "noonish, noon, midday, mid-day, 12 noon, mid day, twelve noon",
    "noon 1440": "midnight, 12 midnight",
    "span 30": "half an hour, half hour, 1/2 hour, half a hour, 1/2 an hour, half an hr, half hr, 1/2 hr",
    "span 15": "quarter of an hour, quarter hour, quarter of hour",
    "span 45": "three quarters of an hour",
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
    "in": "in, within, inside, give him, give her, give them, give me, give us, gimme",
    "ago": "ago, back, earlier",
    "hence": "from now, later, time, hence, from today, further on",
    "at": "closer to, at, on, in on, @, for, till about, at about, come",
    "about": (
        "around, about, approx, approximately, roughly, circa, ~, ish, exactly, sharp, say, like, maybe, "
        "probably, another, next like, prob, near, just, perhaps, preferably, ideally"
    ),
    "from from": (
        "from, on or after, btw, betw, b/w, not before, no earlier than, not earlier than, starting, "
        "between, earliest, "
        "any time from, anytime from, as of, no sooner than, not until, not till"
    ),
    "from after": "after, past, later than, anytime after, any time after",
    "from since": "since, ever since",
    "until": (
        "by, on or before, until, till, til, untill, no later than, not later than, latest by, at latest by"
    ),
    "until before": "before, prior to, b4",
    "through": "through, thru",
    "next": "next, nxt, following week's",
    "this": "this, current, same week's",
    "coming": "coming, following, upcoming, nearest, this coming, closest",
    "half": "half",
    "quarter": "quarter",
    "lack": "to, of hour",
    "edge begin": (
        "beginning, beginning of, start, start of, first week of, 1st week of, early in, first half of, "
        "1st half of, "
        "begining of, "
        "first day of, first working day of, top of, beginning part of, early part of, first part of"
    ),
    "edge middle": "mid, middle, middle of, mid of, halfway through, midway through",
    "edge end": (
        "end, end of, at end of, in end of, late in, last week of, later in, second half of, 2nd half of, "
        "late, back end of, "
        "latter part of, "
        "last day of, last working day of, last business day of, last days of, final day of"
    ),
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
    "not": (
        "not, instead of, rather than, can't, cannot, cant, won't, wont, isn't, busy, don't call, do not "
        "call, unavailable, "
        "never, except, don't, doesn't, not available, on vacation, on holiday, on leave, out of office, "
        "not in office, ooo, no good, doesn't work, can't do, cannot do, can't make, won't be in, "
        "will not be in, "
        "isn't in, not in, not be in, away, out, off, closed, shut, can't talk, cannot talk, can't speak, "
        "can't chat, can't meet, can't take call, can't come, "
        "couldn't talk, unable to talk, said no, says no, no calls, no call, "
        "no calling, not to call, don't ring, do not ring, "
        "don't phone, not to ring, not working, don't work, is no good, is not good, "
        "is bad, is out, is off, "
        "isn't good, isn't possible, is not possible, is busy, not possible, doesn't suit, does not suit, "
        "does not work, will not work, won't work, "
        "any day but, any time but, anytime but, "
        "any other day than, "
        "other than, apart from, anything but, all but, but not, avoid, excluding, out of town, "
        "out of country, overseas, abroad"
    ),
    "veto": "or day after, or day before, after next, second week of, third week of, 2nd week of, 3rd week "
    "of, 2nd week in, 3rd week in, second week in, "
    "third week in",
    "period end-of-week": "eow",
    "period end-of-month": "eom",
    "period after-next": "week after next, next week but one",
    "same": "same time, this time, at same time",
    **ZONES,
    "filler": "week of, of, his, her, their, more",
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
    lives=LIVES,
    reach=7,
    streets=STREETS,
    silent="the",
    month_first=True,
)
