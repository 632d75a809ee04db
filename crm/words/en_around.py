"""English words around a moment: what looks like a part of one and is not. See `Language`."""

NOISE = (
    "his weekend, her weekend, their weekend, my weekend, "
    "new year's eve, christmas eve, next time, within day, new year, new years eve, good morning, good "
    "afternoon, good evening, good night, good day, have a nice day, have a good day, have a good weekend, "
    "have a great weekend, nice weekend, good weekend, great weekend, lovely weekend, busy weekend, long "
    "weekend, in surgery, no answer, no reply, no response, no luck, all night, open day, missed call, "
    "missed calls, nice to meet, pleasure to meet, lovely to meet, good to meet you, great to meet you, "
    "good meeting you, great meeting you, manic monday, come out, comes out, coming out, if not then, "
    "easter weekend, bank holiday weekend, sunday roast, sunday lunch, day off, one day, some day, "
    "someday, these days, every day, rush hour, working hours, business hours, happy hour, all day, all "
    "week, all month, in the end, at the end, in end, at end, in general, at first, at last, last minute, "
    "night owl, night shift, night shifts, morning person, evening person, early bird, early riser, no "
    "joy, nobody in, no one in, nobody there, no one there, not a peep, had a go at, had another go at, "
    "had a crack at, had a stab at, gave up, first of all, at least, at once, at one point, end to end, "
    "one of, at one time, all morning, all afternoon, may be, find out, check out, sort out, figure out, "
    "kick off, sign off, log off, turn out, work out, run out, reach out, fill out, call off, give me a "
    "minute, give me a moment, give me a sec, give me a second, first come first served, first come, just "
    "a minute, just a moment, just a sec, just a second, may not, per month, per week, per day, per hour, "
    "got off phone, got off, get off, black friday, cyber monday, good friday, easter monday, ash "
    "wednesday, sunday times, friday night dinner, the other day, other day, second thought, on second "
    "thought, in time, on time, for a minute, for an hour, for a week, next to, next step, next steps, "
    "half price, half off, in part, mon cheri, in may be, in last, to date, up to date, from time to time, "
    "out of, for one, end user, end users, start with, time off, day one, from one, for now, in between, "
    "day trip, day rate, in house, sun screen, sat down, sat on, sat in, sat with, march on, a bit later, "
    "bit later, working on, on march, late payment, late fee, weekend rate, late delivery, table for, "
    "tables for, ships in, ships within, delivered within, delivery within, block out, blocked out, "
    "shipping in, delivery in, delivers in, ask for april, ask for may, ask for june, ask for august, "
    "with april, with may, with june, with august, days end of month, days eom, got planning, "
    "planning permission, lunch for two, dinner for two, for two people"
)
OPENING = (
    "open from, open till, open until, open between, opening hours, work from, works from, they work, "
    "working from, no parking, no deliveries, no entry, no access, no service, "
    "hours are, office hours from, office hours, "
    "closed for lunch, shut for lunch, "
    "opens at, open at, closes at, close at, shuts at, opens from, open only from, lunch is, lunch from, "
    "break is, break from, shift is, shift from"
)
"""What follows is when somebody works."""
OWNERS = (
    "office|suite|room|apt|apartment|flat|unit|floor|model|type|no|number|#|№|contract|order|po|lot|item|"
    "sku|building|bldg|gate|bay|street|st|ave|road|rd|highway|hwy|exit|version|ver|v|ext|extension|tel|"
    "phone|size|grade|option|plan|tier|phase|stage|page|line|row|box|batch|ticket|case|ref|id|iso|level|"
    "step|version|article|art|clause|section|warehouse|store|flight|train|route|engine|part no|q|ios|"
    "android|windows|release|build|firmware|chapter|junction|platform|"
    "table|party|terminal|seat|lane|channel|score|rated|rating|ratio|rev|revision"
)
SUMS = (
    "discount|price|total|budget|deposit|balance|amount|invoice|paid|payment|cost|worth|fee|vat|tax|quote|sum"
)
COUNTED = (
    r"(?:%|pcs|pieces?|units?|usd|eur|gbp|rub|dollars?|bucks|euros?|pounds?|quid|k|thousand|million|m2|kg|"
    r"g|tons?|tonnes?|km|miles?|meters?|metres?|cm|mm|ft|feet|inch\w*|litres?|liters?|percent|pct|floors?|"
    r"offices?|rooms?|times?|people|persons?|guys|seats?|users?|licen[sc]es?|points?|items?|sets?|boxes|"
    r"pallets?|sites?|locations?|stores?|shops?|branches|cars|trucks|vans|contracts?|windows?|doors?|"
    r"calls?|meetings?|offers?|orders?|years?|weeks?|months?|copies|employees|managers?|payments?|"
    r"instal\w*|grand|options?|vat|st|ave|avenue|street|road|lane|drive|boulevard|blvd|floor|days?|dpi|gb|"
    r"tb|trains?|bus|flight|ferry|sq|stars?|of|plus|x|"
    r"degrees|[a-z]{3,}(?:ions|ers|ments|als|ies|ects|oms|ets|ors|als|icles|acts|les|ices))"
)
STREETS = r"(?:street|st|road|rd|avenue|ave|lane|drive|square|court|boulevard|blvd|terrace|plaza)"
VERBS = (
    r"[A-Z]\w+|call|calls|please|pls|he|she|they|we|i|it|his|her|their|him|if|works|would|should|will|is|"
    r"was|sounds|suits|ok|okay|good|best|with|re|and|but|then|when|because|as|asked|said|client|customer|"
    r"meeting|demo|meet|ring|phone|text|send|via|so|the|to|latest|earliest|sharp|confirmed|for|visit|"
    r"once|while|unless|cos|since|catch|ping|email|again|better|instead|though|tho|coz|cuz|onwards?|preferred|preferably|ideally"
)
TOLD = (
    r"(?:got off(?: the)?(?: phone)?|(?!\w*(?:fred|ahmed|hammed|hamed|jared|reed|need|feed|speed|"
    r"hundred)$)(?!(?:\w*[rdw])?shed$)[a-z]{2,}ed|"
    r"spoke|sat down|sat in|sat with|sat on|done|"
    r"spoken|talked|met|rang|sent|left|got|wrote|went|paid|reply|heard|"
    r"chose|did|saw|seen|came|took|gave|lost|won|sold|held|found|began|drove|flew|"
    r"ate|drank|rode|shook|blew|froze|dug|fought|shot|sank|swore|swam|swept|woke|wore|tore|struck|threw|caught|"
    r"taught|grew|ran|became|withdrew|bought|fell|fallen|broke|quit|spent|stole|slept|died|"
    r"missed calls?|nice to meet|pleasure to meet|"
    r"lovely to meet|good to meet you|great to meet you|good meeting you|great meeting you|no answer|"
    r"no reply|no response|no luck|no joy|nobody in|no one in|nobody there|"
    r"had a go(?: at)?|had another go at|had a crack at|had a stab at|gave up|"
    r"no one there|not a peep|wasn't|weren't|didn't|hasn't|haven't)"
)
PAST = (
    r"(?:had|put|read|gone|born|made|built|broke|quit|fell|caught|brought|taught|thought|felt|forgot|lent|"
    r"stole|"
    r"threw|slept|stood|withdrew|spent|dealt|kept|knew|grew|ran|died|hit|hung|became|opened)"
)
BEING = r"(?:was|were|been)"
CALLS = r"(?:call|ring|phone|try|chase|ping|contact|reach|follow|check|dial|hit|i'll|ill)"
PLANS = (
    r"(?:ask\w*|say|says|said|want\w*|wished|call|calls|calling|ring|phone|chase|follow|try|trying|will|be|"
    r"meeting|"
    r"meet|demo|visit|appointment|slot|due|next|promised|agreed|book\w*|gets?|told|need\w*|wait|waiting|"
    r"remind\w*|confirm\w*|set|\w*schedul\w*|available|free|mov\w+|"
    r"postponed|push\w*|chang\w*|switch\w*|plan\w*|suggest\w*|propos\w*|offer\w*|request\w*|prefer\w*|"
    r"hop\w*|expect\w*|"
    r"arrang\w*|fix\w*|pencil\w*|interested|delay\w*|decid\w*|tied|required|supposed|bumped|shift\w*|"
    r"time|gap|opening|window|until|by|ping|contact|reach|"
    r"send|catch|speak|talk|please|pls|should|can|could|must)"
)
MOVES = (
    r"(?:moved|moves|move|moving|shifted|shift|rescheduled|reschedule|changed|change|pushed|push|postponed|"
    r"switched)"
)
TITLES = r"(?:mr|mrs|ms|miss|dr|prof|cafe|restaurant|bar|pub|club|hotel|salon|tgi)"
NAMES = "tom"
HABITS = (
    r"[a-z]{3,}(?:ies|ions|ings)|only|league|club|market|quiz|special|rota|roast|feeling|paper|trad(?:e|ing)"
)
HABITS += r"|shift|crowd|rush|staff|opening|service"
PERSONS = r"(?:he|she|they|i|we|it|is|are|am|be|will|he\'s|she\'s|they\'re|i\'m|client|boss|again|also|just)"
CHANGES = r"(?:prices?|rates?|going|goes?|rises?|increases?|discounts?|sale|offers?|valid|new|costs?)"
VERSIONED = r"(?:upgrad\w*|updat\w*|migrat\w*)"
HOMONYMS = "sat|sun|mon|wed|mar|may|march|tu"
REAL = (
    "thus minus deem hundreds mondo hundredth minor couples thirsty ninety sixty eighty seventy "
    "fourth moth mach hose wreck tody monty mouth months "
    "money sundry sundae sunday's mornings evenings mourning warning weekly monthly hourly fridays "
    "sometime today's march marsh marc august augusta decent december mayor maybe minute minuted months "
    "month's week's weeks later winter summer spring autumn monday's saturdays sundays tuesdays "
    "wednesdays thursdays noon noun night nights light right might eight weight seek weak meek four hour "
    "your our tour hours house hourglass yours fours"
)
DENIED = (
    "not, instead of, rather than, can't, cannot, cant, won't, wont, isn't, busy, don't call, do not "
    "call, unavailable, never, except, don't, doesn't, not available, on vacation, on holiday, on leave, "
    "out of office, not in office, ooo, no good, doesn't work, can't do, cannot do, can't make, won't be "
    "in, will not be in, isn't in, not in, not be in, away, out, off, closed, shut, can't talk, cannot "
    "talk, can't speak, can't chat, can't meet, can't take call, can't come, couldn't talk, unable to "
    "talk, said no, says no, no calls, no call, no calling, not to call, don't ring, do not ring, don't "
    "phone, not to ring, not working, don't work, is no good, is not good, is bad, is out, is off, isn't "
    "good, isn't possible, is not possible, is busy, not possible, doesn't suit, does not suit, does not "
    "work, will not work, won't work, any day but, any time but, anytime but, any other day than, other "
    "than, apart from, anything but, all but, but not, avoid, excluding, is no use, out of town, out of "
    "country, overseas, abroad, on a course, on course, is a no, is a no go, is no go, neither, nor"
)
NOT = ", ".join((DENIED, DENIED.replace("'", "")))
"""With apostrophes and without."""
AHEAD = (
    "in, within, inside, give him, give her, give them, give me, give us, gimme, give it, leave it, leave "
    "it for, leaving it, leaving it for, leave him, leave him for, leave them, leave them for, leave her, "
    "leave her for, give it another, leave it another, "
    "let it lie for, let it sit for, park it for, hold off for, hold fire for, leave it alone for"
)
UNTIL = (
    "by, on or before, at latest, at very latest, until, till, til, untill, no later than, not later "
    "than, latest by, at latest by"
)
