"""English names of days, of their parts, of months, of edges of those and of zones."""

DAYS = {
    "day 0": "today, 2day, tdy, this day, todays",
    "day 1": (
        "tomorrow, tomorow, tommorow, tommorrow, tmrw, tmr, tmw, tomoro, 2moro, 2morrow, tom, tomorrow's, "
        "tomorrows, next day, the next day, following day, tomorro, tmo, tmmrw, tomo, tomoz, tmoz, tomorra"
    ),
    "day 2": (
        "day after tomorrow, day after tmrw, day after tmr, overmorrow, day after tomorow, day after tom"
    ),
    "day 7": "same day next week, this day next week",
    "last 1": "yesterday, yday, yest",
    "last": ("last, previous, past week, earlier today, earlier this morning, earlier this week, earlier on"),
    "weekday 0": "monday, mon, mondy, monday's",
    "weekday 1": "tuesday, tue, tues, tuesday's, teusday, tu",
    "weekday 2": (
        "midweek, mid-week, wednesday, wed, weds, wednesday's, wensday, wednsday, wendsday, wenesday"
    ),
    "weekday 3": "thursday, thr, thu, thur, thurs, thursday's, thrusday, thurday",
    "weekday 4": "friday, fri, friday's, firday, frid",
    "weekday 5": "saturday, sat, saturday's",
    "weekday 6": "sunday, sun, sunday's",
    "month 1": "january, jan",
    "month 2": "february, feb, febuary",
    "month 3": "march, mar",
    "month 4": "april, apr",
    "month 5": "may",
    "month 6": "june, jun",
    "month 7": "july, jul",
    "month 8": "august, aug",
    "month 9": "september, sep, sept",
    "month 10": "october, oct",
    "month 11": "november, nov, novem",
    "month 12": "december, dec, decem",
}
PARTS = {
    "part early": (
        "early morning, early in morning, first thing, 1st thing, first thing in morning, early in day, "
        "bright and early, crack of dawn, start of day, beginning of day, early am, early"
    ),
    "part morning": (
        "morning, in morning, mornin, mid morning, mid-morning, late morning, morn, midmorning, first half "
        "of day, 1st half of day, first half, 1st half, mrng, mng, morng, end of morning, after school "
        "run, after school drop off, after school drop-off"
    ),
    "part forenoon": "pre lunch, pre-lunch, before lunch, before noon, before lunchtime",
    "part noon": (
        "lunch, lunchtime, at lunch, lunch time, around lunch, over lunch, lunch break, during lunch, "
        "dinnertime, dinner time"
    ),
    "part afternoon": (
        "afternoon, in afternoon, after lunch, aft, arvo, mid afternoon, mid-afternoon, early afternoon, "
        "after noon, second half of day, 2nd half of day, second half, 2nd half, post lunch, this aft, "
        "after lunchtime, midafternoon, first thing after lunch, after school pickup, after school pick up"
    ),
    "part eod": (
        "eod, end of day, end day, cob, close of business, end of business, end of business day, end of "
        "workday, end of working day, at end of working day, at end of day, at end of business day, late "
        "afternoon, late in day, late in afternoon, cop, close of play, end of afternoon, last thing, end "
        "of play, teatime, tea time, tea-time, at tea, knocking off time, end of his day, end of shift"
    ),
    "part evening": (
        "evening, in evening, eve, evenin, evng, evg, after work, early evening, after tea, after dinner, "
        "after his tea, after supper, suppertime"
    ),
    "part tonight": "tonight, tonite, 2nite, this night",
    "part night": "night, at night",
    "noon 720": "noonish, noon, midday, mid-day, 12 noon, mid day, twelve noon",
    "noon 1440": "midnight, 12 midnight",
    "noon 660": "elevenses",
    "noon 540": "after breakfast",
}
EDGES = {
    "edge begin": (
        "beginning, beginning of, start, start of, first week of, 1st week of, first week in, 1st week in, "
        "early in, first half of, 1st half of, begining of, top of, beginning part of, early part of, "
        "first part of"
    ),
    "edge middle": "mid, middle, middle of, mid of, halfway through, midway through",
    "edge end": (
        "end, end of, finish of, at end of, in end of, late in, last week of, last week in, later in, "
        "second half of, 2nd half of, late, back end of, latter part of, last days of"
    ),
    "edge first": "first day of, 1st day of",
    "edge working": (
        "first working day of, first business day of, first workday of, first work day of, 1st working day "
        "of, 1st business day of, first working day in, first business day in, 1st working day in"
    ),
    "edge last": "last day of, final day of, very last day of",
    "edge close": (
        "last working day of, last business day of, final working day of, last working day in, last "
        "business day in, last work day of, last workday of"
    ),
    "edge second": "second week of, 2nd week of, second week in, 2nd week in",
    "edge third": "third week of, 3rd week of, third week in, 3rd week in",
    "edge fourth": "fourth week of, 4th week of, fourth week in, 4th week in",
}
ZONES = {
    "zone Europe/Moscow": "moscow time, msk, in moscow",
    "zone UTC": "utc, gmt, z time",
    "zone America/New_York": "et, est, edt, eastern, eastern time, new york time, ny time",
    "zone America/Los_Angeles": "pt, pst, pdt, pacific, pacific time",
    "zone America/Chicago": "ct, cst, cdt, central time",
    "zone Europe/Berlin": "cet, cest, berlin time",
    "zone Europe/London": "bst, london time, uk time",
    "zone ?": "my time, our time, my end, my side",
    "zone": "his time, her time, their time, local time, client time, client's time",
}
