"""English words around the days of others, and around what has been. See `Lives`."""

import re

from crm.words.lives import Lives

THINGS = (
    "wedding, funeral, ends, expires, expiring, runs out, lapses, renews, was supposed, were "
    "supposed, was meant, were meant, was due, were due, should have called, birthday, bday, "
    "b-day, anniversary"
)
"""A day beside them is theirs whatever else is said."""
EVENTS = (
    "surgery, leaves, leaving, retires, retiring, resigns, opens, reopens, opening day, grand opening, "
    "opening party, launches, launching, relaunch, lands, landing, flies, flying, flight, flights, "
    "moving office, moving offices, move office, move offices, moving house, move house, moving in, "
    "moving out, moves in, moves out, moves to new, moving to new, moved office, moved offices, "
    "moved house, moved in, moved out, office move, house move, move is, moving day, relocating, relocation, "
    "relocates, refit, refurb, refurbishment, renovation, gets married, getting married, get married, "
    "got married, marries, honeymoon, christening, baptism, graduation, graduates, prom, exam, exams, "
    "school, turns, maternity, paternity, baby, due date, rent, lease, warranty, subscription, audit, "
    "audits, stocktake, stocktaking, stock take, stock check, inspection, exhibition, conference, expo, "
    "trade show, trade fair, congress, festival, concert, marathon, election, elections, party, reunion, "
    "dentist, operation, clearance, promo, payday, pay day, agm, board meets, board sits, team lunch, "
    "team building, staff party, shuts down, shutdown, clocks change, clocks go, term starts"
)
"""A day beside them is theirs where nobody is to be called."""

LIVES = Lives(
    kin=re.compile(
        r"wife|husband|hubby|missus|spouse|sons?|daughters?|kids?|child|children|twins|mum|mom|mother|dad|"
        r"father|brothers?|sisters?|parents?|in-laws|auntie?|uncle|cousin|gran|grandma|grandad|grandpa|"
        r"grandson|granddaughter|nephew|niece|fiancee?|girlfriend|boyfriend|dog|cat|neighbou?rs?|"
        r"daughter's|son's|wife's|husband's|kid's|kids'|mum's|mom's|dad's|brother's|sister's"
    ),
    ours=re.compile(
        r"call|calls|calling|callback|ring|phone|try|chase|ping|contact|reach|follow\w*|check|dial|meet|"
        r"meeting|demo|visit|appointment|slot|speak|talk|chat|text|email|e-mail|mail|message|msg|whatsapp|"
        r"zoom|teams|remind|catch|touch|discuss|book\w*|come|bring|ask|see|show|present\w*|confirm|"
        r"review|cb|f/u|fu|revisit|when|once|if|wants?|asked|asks"
    ),
    voices=re.compile(
        r"call|calls|ring|rings|phone|try|chase|contact|reach|follow\w*|meet|meeting|demo|visit|appointment|"
        r"speak|talk|chat|text|email|message|says?|said|asks?|asked|wants?|wanted|tells?|told|free|"
        r"available|prefers?|suggest\w*|agree\w*|decid\w*|ok|okay|fine|good|works|can|could|see|with|to|joins?"
    ),
    questions=re.compile(r"deliver|open|close|closed|ship|install|ready|sell|arrive|start|finish|fit"),
    meetings=re.compile(
        r"meeting|demo|visit|appointment|call|zoom|slot|window|presentation|chat|walkthrough|viewing"
    ),
    went=re.compile(
        r"went|was|were|wasn't|weren't|lasted|ended|finished|ran|overran|took|fell|happened|started|failed|"
        r"dragged|bombed|flopped|got|gave"
    ),
    qualities=re.compile(
        r"our|my|last|first|second|quick|good|great|nice|short|long|useful|productive|brief|another|whole"
    ),
    planning=re.compile(r"got|get|gets|have|has|gave|gives?|found|wants?|needs?|offered"),
    wishes=re.compile(r"asked|promised|said|told|wanted|requested|mentioned|offered|suggested|enquired"),
    wished=re.compile(r"for|to|that|about|if|whether|he|she|they|he's|she's|he'd|she'd|they'd"),
    until=re.compile(r"valid|voucher"),
)
