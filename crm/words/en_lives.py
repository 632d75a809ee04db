"""English words around the days of others, and around what has been. See `Lives`."""

import re

from crm.words.lives import Lives
from crm.words.telling import Telling

THINGS = (
    "wedding, funeral, ends, expires, expiring, runs out, lapses, renews, was supposed, were "
    "supposed, was meant, were meant, was due, were due, should have called, birthday, bday, "
    "b-day, anniversary, dentist appointment, doctor's appointment, doctors appointment, hospital "
    "appointment, gp appointment, vet appointment, optician appointment"
)
"""A day beside them is theirs whatever else is said."""
EVENTS = (
    "surgery, leaves, leaving, retires, retiring, resigns, opens, reopens, opening day, grand opening, "
    "opening party, launches, launching, relaunch, lands, landing, flies, flying, flight, flights, moving "
    "office, moving offices, move office, move offices, moving house, move house, moving in, moving out, "
    "moves in, moves out, moves to new, moving to new, moved office, moved offices, moved house, moved in, "
    "moved out, office move, house move, move is, moving day, relocating, relocation, relocates, refit, "
    "refurb, refurbishment, renovation, gets married, getting married, get married, got married, marries, "
    "honeymoon, christening, baptism, graduation, graduates, prom, exam, exams, school, turns, maternity, "
    "paternity, baby, due date, rent, lease, warranty, subscription, audit, audits, stocktake, "
    "stocktaking, stock take, stock check, inspection, exhibition, conference, expo, trade show, trade "
    "fair, congress, festival, concert, marathon, election, elections, party, reunion, dentist, operation, "
    "clearance, promo, payday, pay day, agm, board meets, board sits, team lunch, team building, staff "
    "party, shuts down, shutdown, is up, up for renewal, comes to end, comes to an end, bank holiday, bank "
    "hol, public holiday, national holiday, new job, new role, goes to print, runs to, runs till, runs "
    "until, off to, goes to press, covering for, for price of, last contact, last order, last spoke, last "
    "visit, last invoice, last payment, last service, last purchase, last email, last seen, last ordered, "
    "last bought, last visited, last met, last talked, last delivery, clocks change, clocks go, term "
    "starts, launch, hiring, recruiting, expanding, merging, renovating, rebuilding, extending, "
    "travelling, traveling, touring, open evening, quiz night, date night, match day, take over, takes "
    "over, taking over, handover, hand over, last day is, last day was, half day, half-day, scan, lead "
    "time, price rise, price increase, price change, price hike, prices rise, prices go up, prices "
    "increase, prices change, prices are going up, contract's up, contracts up, contract up, deal's up, "
    "lease's up, agreement's up, policy's up, comes up, coming up in, are up, due up, renewal's, renewal "
    "is, renewal due, renewal, branch opening, store opening, shop opening, office opening, opening new, "
    "opening second, year end, year-end, vat return, tax return, contract finishes, contract runs, "
    "tenancy, starts, begins, commences, takes job, takes post, takes charge, joins, move premises, moving "
    "premises, rates go up, vat changes, vat goes up, price goes up, rent goes up, taxes go up, "
    "used to be, used to work, last posting date, closing date, cut off date, my hols, my holiday, "
    "my holidays, my day off, working from home, wfh, minimum term, notice period, "
    "half term, half-term, inset day, sports day, "
    "parents evening, school holidays, summer holidays, thanksgiving, diwali, eid, "
    "halloween, bonfire night, guy fawkes, hanukkah, passover"
)
"""A day beside them is theirs where nobody is to be called."""

LIGHT = (
    r"(?: (?:[,.:-]|lets|let's|let us|do|it's|its|it|is|call|calling|ring|phone|try|him|her|them|me|make|"
    r"that|then|maybe|at|on|to|after|from|before|by|till|until|around|i'll|ill|we|we'll|for|go|with|say|"
    r"about|please|pls|now|just|back|i|will|he|can|could|talk|speak|chat|free|meet|see|"
    r"she|they|week|case|day|site|visit|meeting|demo|early|a|an|a call))*"
)
"""Words that may stand between "so" and the day."""
MOVED = r"(?:moved?|moves|moving|pushed?|changed?|switched?|shifted|bumped|rescheduled|swapped)"
SO = rf"(?:.* )?(?:so|next one|first one|therefore|hence){LIGHT}"
CORRECTS = (
    r"(?:.* )?(?:no wait|wait|hang on|hold on|"
    r"no sorry|sorry|scratch that|correction|actually|oops|i mean|or rather|"
    r"on second thoughts?|make that|make it|should be|should have been|should read)(?: .*)?",
    rf"(?:.* )?(?:[,.;:!?-] )no(?:pe)?{LIGHT}(?: (?:said|says|wants|meant))?",
    rf"(?:.* )?{MOVED}(?: \w+){{0,2}} to{LIGHT}",
    rf"(?:.* )?but (?:\w+ ){{0,2}}(?:wants?|prefers?|would prefer|asked for|rather|better|now|needs|can only)"
    rf"{LIGHT}",
)

TELLING = Telling(
    ifs=re.compile(r"if"),
    thens=re.compile(r"then"),
    unreached=re.compile(
        r"answers?|picks?|reach|get|catch|reply|responds?|no (?:answer|reply|response|joy|luck)"
    ),
)
LIVES = Lives(
    saying=("asking", "wanting", "saying", "requesting", "offering", "suggesting"),
    shows=re.compile(r"talk|demo|presentation|pitch|tour|walkthrough|speech"),
    oneself=("himself", "herself", "themselves", "myself", "ourselves"),
    kin=re.compile(
        r"wife|husband|hubby|missus|spouse|sons?|daughters?|kids?|child|children|twins|mum|mom|mother|dad|"
        r"father|brothers?|sisters?|parents?|in-laws|auntie?|uncle|cousin|gran|grandma|grandad|grandpa|"
        r"grandson|granddaughter|nephew|niece|fiancee?|girlfriend|boyfriend|dog|cat|neighbou?rs?|"
        r"daughter's|son's|wife's|husband's|kid's|kids'|mum's|mom's|dad's|brother's|sister's|wifes|"
        r"husbands|mums|moms|dads"
    ),
    ours=re.compile(
        r"call|calls|calling|callback|ring|phone|try|chase|ping|contact|reach|follow\w*|check|dial|meet|"
        r"meeting|demo|visit|appointment|slot|speak|talk|chat|text|email|e-mail|mail|message|msg|whatsapp|"
        r"zoom|teams|remind|catch|touch|discuss|book\w*|come|bring|ask|see|show|present\w*|confirm|"
        r"review|cb|f/u|fu|revisit|nudge|prod|buzz|bell|bump|when|once|if|wants?|asked|asks"
    ),
    voices=re.compile(
        r"call|calls|ring|rings|phone|try|chase|contact|reach|follow\w*|meet|meeting|demo|visit|appointment|"
        r"speak|talk|chat|text|email|message|says?|said|asks?|asked|wants?|wanted|tells?|told|free|"
        r"available|prefers?|suggest\w*|agree\w*|decid\w*|ok|okay|fine|good|works|can|could|see|with|to|"
        r"joins?"
    ),
    questions=re.compile(r"deliver|open|close|closed|ship|install|ready|sell|arrive|start|finish|fit"),
    meetings=re.compile(
        r"meeting|demo|visit|appointment|call|zoom|slot|window|presentation|chat|talk|walkthrough|viewing|offer|"
        r"proposal|plan|request"
    ),
    went=re.compile(
        r"went|done|completed|held|over|was|were|wasn't|weren't|lasted|ended|finished|ran|overran|took|fell|happened|started|failed|"
        r"dragged|bombed|flopped|got|gave"
    ),
    qualities=re.compile(
        r"our|my|last|first|second|quick|good|great|nice|short|long|useful|productive|brief|another|whole"
    ),
    praise=re.compile(
        r"nice|great|good|lovely|pleasure|useful|productive|wonderful|brilliant|awful|terrible|bad"
    ),
    dated=re.compile(
        r"complaint|order|invoice|email|quote|offer|letter|message|ticket|claim|report|estimate"
    ),
    planning=re.compile(r"got|get|gets|have|has|gave|gives?|found|wants?|needs?|offered"),
    wishes=re.compile(r"asked|promised|said|told|wanted|requested|mentioned|offered|suggested|enquired"),
    wished=re.compile(r"for|to|that|about|if|whether|(?:he|she|they|it|we)(?:'\w+)?"),
    never=re.compile(r"never|don't|doesn't|dont|doesnt|won't|wont|can't|cant|cannot"),
    still=re.compile(r"forget|miss|worry|hesitate|wait|mind|believe|call|ring|phone|be|see|then|so|and|but"),
    bad=re.compile(
        r"no|nope|bad|impossible|tricky|difficult|awkward|packed|full|rammed|hectic|crazy|mad|manic"
    ),
    yes=re.compile(
        r"ok|okay|then|please|pls|yes|yep|yeah|yup|sure|fine|right|great|good|thanks|cheers|hm+|well|"
        r"alright|no problem|,|\."
    ),
    engaged=re.compile(
        r"driving|traffic|line|busy|lunch|eating|shop|shopping|moment|queue|till|bus|tube|walking|parking"
    ),
    any_part=re.compile(r"(?:any )?(morning|afternoon|evening)s?|(?:week)?(night)s"),
    instead=re.compile(rf"(?:.* )?(?:if not|failing that|otherwise|alternatively|or else|else){LIGHT}"),
    they=re.compile(r"they|he|she"),
    so=re.compile(SO),
    corrects=re.compile("|".join(CORRECTS)),
    later=("later", "next day", "following day", "the next day", "the following day"),
    onwards=re.compile(r"onwards?"),
    cues=re.compile(
        r"tell|drop|pop|give|nudge|buzz|bell|bump|write|revert|retry|pick|hit|touch|circle|swing|stop|"
        r"invite|let|"
        r"lets|let's|join|sign|reachable|around|here|home|back|office|desk|good|fine|ok|okay|works?|suits?|"
        r"better|best|prefers?|again|later|reply|answer|decision|how|what|would|reach|action|todo|to-do|"
        r"deadline|latest|earliest|sharp|done|ready|maybe|possible|convenient|happy|keen|pencil|diary|"
        r"provisional|date|note|proposal|offer|interested|tea|coffee|breakfast|lunch|dinner|drinks|beer|zoom|"
        r"webinar|viewing|survey|measure|session|training|workshop|interview|pitch|kickoff|chat|cb|fu|f|"
        r"manager|director|buyer|boss|owner|himself|herself|ceo|cfo|head|so|then|dropp\w*|popp\w*|swing\w*|put|down|bring|"
        r"collect|crack|onwards|returns?|until|till"
    ),
    latest=("at the latest", "at latest", "at the very latest"),
    hence=re.compile(
        r"so|then|poss|possible|say|maybe|works|better|best|preferably|ideally|him|her|them|me|us|,"
    ),
    until=re.compile(
        r"order|sale|promo|season|hire|loan|trial|strike|probation|valid|voucher|stock|lead|sold|supplies|nights|shifts|earlies|lates"
    ),
    bound=re.compile(
        r"locked|tied|stuck|contract|contracted|committed|covered|insured|lease|leased|funded|agreement|deal"
    ),
    newcomers=re.compile(r"new|replacement|successor|trainee|apprentice|temp"),
    trades=re.compile(
        r"opens?|opening|opened|trades?|trading|closes?|closed|closing|shuts?|hours?|hours are|times|serves?|"
        r"serving|opening hours"
    ),
    trading=re.compile(
        r"\b(?:opening|trading|business|shop|store|office|working|weekend|visiting|closing|sunday|saturday|"
        r"sat|sun|bank|warehouse|showroom) (?:hours?|times?)\b|"
        r"\b(?:closed?|closes|closing|shut|shuts|shutting) early\b|"
        r"\bearly closing\b|\blate (?:night )?opening\b|\bhalf day closing\b"
    ),
    vain=re.compile(
        r"couldn't|couldnt|didn't|didnt|"
        r"tried|attempted|managed|failed|struggled|kept|started|began|stopped|finished|gave up|spent|wasted|"
        r"been|had a go(?: at)?"
    ),
    altered=re.compile(
        r"bumped|pushed|changed|switched|shifted|moved|delayed|fixed|raised|set|offered|suggested|proposed|"
        r"requested|mentioned|confirmed|arranged|told|asked|wanted|agreed"
    ),
    moods=re.compile(
        r"(?:\b(?<!be )(?:unhappy|annoyed|fuming|furious|livid|upset|gutted|pleased|thrilled|chuffed|"
        r"impressed|disappointed|delighted|complain\w*|moan\w*|cross|angry|grumbl\w*)|"
        r"(?:wasn't|wasnt|isn't|isnt|not|weren't|never|was) happy) "
        r"(?:(?:at all|really|still|again) )?(?:with|w/|about|at|by|over|that)(?= )|"
        r"\b(?:complain\w*|moan\w*|grumbl\w*) (?:the|their|our|about)\b"
    ),
    answers=re.compile(
        r"\b(?:asked|asks|asking|wanted to know|wants to know|wondered|wondering|enquired|queried)\b.*"
        r"(?:told (?:him|her|them|'em|em)|(?:i|we) (?:said|told (?:him|her|them))|answer was)$"
    ),
    contacts=re.compile(
        r"meet\w*|visit\w*|demo|speak|talk|chat|come|coming|see|seeing|pop\w*|drop\w*|back|appointment|callback|"
        r"appt|slot|again|calling|ringing|calls|rings"
    ),
    leisure=re.compile(r"\b(?:drinks?|beers?|pints?|pub|golf|party|dinner|shifts?|kip|gym|footy|football)\b"),
    pronouns=re.compile(
        r"him|her|them|me|us|it|you|back|times?|days?|dates?|slot|things|everything|appointment|appt|this|that|"
        r"one|to|until|till|off|on"
    ),
)
