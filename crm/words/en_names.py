"""English names of days, months and zones."""

DAYS = {
    "day 0": "today, 2day, tdy, this day, todays",
    "day 1": (
        "tomorrow, tomorow, tommorow, tommorrow, tmrw, tmr, tmw, tomoro, 2moro, 2morrow, tom, "
        "tomorrow's, tomorrows, next day, the next day, following day, tomorro, tmo, tmmrw"
    ),
    "day 2": (
        "day after tomorrow, day after tmrw, day after tmr, overmorrow, day after tomorow, day after tom"
    ),
    "day 7": "same day next week, this day next week",
    "last 1": "yesterday, yday, yest",
    "last": ("last, previous, past week, earlier today, earlier this morning, earlier this week, earlier on"),
    "weekday 0": "monday, mon, mondy, monday's",
    "weekday 1": "tuesday, tue, tues, tuesday's, teusday, tu",
    "weekday 2": "wednesday, wed, weds, wednesday's, wensday, wednsday, wendsday, wenesday",
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
