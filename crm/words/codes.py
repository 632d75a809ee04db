"""The letter of each meaning that a language's table may name."""

CODES = {
    "day": "D",  # 0 is today
    "weekday": "W",  # 0 is Monday
    "month": "M",
    "part": "P",  # of the day: a key of PARTS
    "ampm": "p",  # am or pm, or night: what follows an hour
    "noon": "J",  # a time of day that has a name: its minutes after midnight
    "clock": "T",  # the same, ambiguous as any hour
    "unit": "u",  # minute, hour
    "one": "C",  # the word for an hour that means one o'clock as well
    "long": "v",  # day, week, month, quarter, year
    "dnya": "d",  # a day, and "in the afternoon" after an hour
    "span": "S",  # minutes
    "num": "w",
    "article": "j",
    "and-half": "+",
    "ordinal": "o",  # of a date
    "hour": "O",  # ordinal of an hour
    "in": "i",
    "over": "Z",  # "in" before a length, "to" before an hour
    "ago": "g",
    "hence": "l",
    "at": "a",
    "on": "n",  # a weaker "at": also of sums and directions
    "from": "A",  # the value "after" of a day means the next one
    "until": "B",
    "through": "^",
    "next": "x",
    "this": "t",
    "coming": "c",
    "last": "z",
    "half": "h",
    "quarter": "q",
    "lack": "m",
    "past": "s",
    "edge": "E",  # begin, middle, end
    "work": "R",
    "weekend": "G",
    "every": "V",
    "or": "r",
    "and": "&",
    "not": "e",
    "about": "b",
    "date": "y",
    "dated": "K",  # before the date of a document
    "same": "Y",
    "period": "7",  # a week or a month that has a name
    "zone": "L",
    "veto": "X",
    "noise": "k",
    "filler": "_",
}
"""Meaning to code. Codes of literals, made by the lexer: 0 a number, N a long one, T, F, I, f."""
