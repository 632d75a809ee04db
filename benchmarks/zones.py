"""Figure 14: zones by cities and numbers whose clocks are known, and what the extract of cities costs.

The cities are those of tests/crm/cities_known.py, typed right, and again with a slip each.
"""

import json
import random
import subprocess
import sys
import time
from collections import Counter

from benchmarks.verdict import quantile, verdict
from crm.localtime import to_local
from crm.zones import Certainty, find_city, same_clock, zone_of_phone
from tests.crm.cities_known import CIS, LARGEST, OTHERS, names, world
from tests.crm.test_cities import LOOK
from tests.crm.test_zones_cities import DOUBLES
from tests.crm.test_zones_phones import FIVE, ONE_CLOCK, REGIONS, WINTER, examples

LOAD_MS, LOAD_MB = 50, 15
TABLES = {
    "200 largest of Russia": names(LARGEST),
    "others of Russia": names(OTHERS),
    "the former Union": names(CIS),
    "the world, ru and en": world(),
}


def found(name: str, zone: str) -> str:
    cities = find_city(name)
    right = [same_clock(city.zone, zone) for city in cities]
    if not right:
        return "unknown"
    if all(right) or any(right):
        return "right" if all(right) else "asked"
    return "wrong, said to be a guess" if any(city.guessed for city in cities) else "silently wrong"


def clocks_told(name: str) -> bool:
    told = find_city(name)
    return all(any(same_clock(zone, city.zone) for city in told) for zone in DOUBLES[name])


def slipped(name: str, chance: random.Random) -> str:
    """The name with a letter left out, doubled or swapped with the next, not the first one."""
    at = chance.randrange(1, len(name) - 1)
    left, letter, right = name[:at], name[at], name[at + 1 :]
    return chance.choice(
        [left + right, left + letter + letter + right, left + right[:1] + letter + right[1:]]
    )


def cities() -> None:
    for title, table in TABLES.items():
        counts = Counter(found(name, zone) for name, zone in table)
        silent = verdict(counts.pop("silently wrong", 0), 0)
        told = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
        print(f"    {title:22} {told} of {len(table)}; silently wrong: {silent}")
    hidden = sum(not clocks_told(name) for name in DOUBLES)
    print(f"    double names           every clock told of {len(DOUBLES)}; not told: {verdict(hidden, 0)}")
    chance = random.Random(14)
    took, slips = [], Counter[str]()
    for name, zone in [*names(LARGEST), *names(OTHERS)]:
        typed = slipped(name, chance)
        began = time.perf_counter()
        slips[found(typed, zone)] += 1
        took.append((time.perf_counter() - began) * 1000)
    told = ", ".join(f"{kind} {count}" for kind, count in slips.most_common())
    print(f"    with a slip of a letter {told}")
    print(
        f"    one such search        median {quantile(took, 0.5):.1f} ms, p95 {quantile(took, 0.95):.1f} ms"
    )


def numbers() -> None:
    wrong = sure = 0
    for hours, region in REGIONS:
        for follows in FIVE:
            zone = zone_of_phone(f"+7{region[0]}{follows}"[:12]).zone
            offset = to_local(WINTER, zone).utcoffset() if zone else None
            sure += zone is not None
            wrong += offset is not None and offset.total_seconds() != hours * 3600
    print(f"    landlines of Russia    sure {sure} of {len(REGIONS) * len(FIVE)}; wrong: {verdict(wrong, 0)}")
    abroad = [(number, zone) for zone in ONE_CLOCK for number in examples(zone)]
    wrong = sum(zone_of_phone(number).zone != zone for number, zone in abroad)
    print(f"    countries of one clock {len(ONE_CLOCK)} of the CIS and the EU; wrong: {verdict(wrong, 0)}")
    told = sum(
        zone_of_phone(f"+7{code}1234567").certainty is not Certainty.UNKNOWN for code in range(900, 1000)
    )
    print(f"    Russian mobiles        said to have a zone: {verdict(told, 0)} (of 100 codes)")


def cost(repeats: int) -> None:
    looks = [json.loads(subprocess.check_output([sys.executable, "-c", LOOK])) for _ in range(repeats)]
    load = quantile([seconds * 1000 for seconds, _ in looks], 0.5)
    size = quantile([size / 1e6 for _, size in looks], 0.5)
    print(f"    reading the extract    {load:.0f} ms of CPU   {verdict(load, LOAD_MS)}")
    print(f"                           {size:.1f} MB          {verdict(size, LOAD_MB)}")


def run(repeats: int = 3) -> None:
    print("14  zones from a city or a number")
    cities()
    numbers()
    cost(repeats)
