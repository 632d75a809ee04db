"""Figure 13: words for a moment read by us and by dateparser alone, the same phrases in the same run.

The phrases are those of tests/crm/phrases, which ours was made to read: how much of them is right is
told to show what the times are for, and is no measure of phrases that nobody has seen.
"""

import datetime as dt
import time
from collections.abc import Callable

from benchmarks import longtexts
from benchmarks.verdict import quantile, verdict
from crm.localtime import to_local, to_utc
from tests.crm.phrasebook import Phrase, phrases

TABLES = {"ru": "ru_unseen", "en": "en_unseen", "uk": "uk_unseen"}
MEDIAN, P95 = 3, 15  # milliseconds
Reader = Callable[[Phrase], dt.datetime | None]


def ours(phrase: Phrase) -> dt.datetime | None:
    moment = phrase.read()
    return moment.at if moment else None


def dateparser_alone(phrase: Phrase) -> dt.datetime | None:
    """As its documentation has it: the language known, the future preferred, the wall time as the base."""
    import dateparser

    base = to_local(phrase.now, phrase.hours.zone).replace(tzinfo=None)
    wall = dateparser.parse(
        phrase.text,
        languages=[phrase.language],
        settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future"},
    )
    return to_utc(wall.replace(tzinfo=None), phrase.hours.zone) if wall else None


def timed(read: Reader, asked: list[Phrase]) -> tuple[list[float], int, int]:
    """Milliseconds of each phrase, how many are right, and how many are another moment than meant."""
    took, right, wrong = [], 0, 0
    for phrase in asked:
        began = time.perf_counter()
        at = read(phrase)
        took.append((time.perf_counter() - began) * 1000)
        good = same(at, phrase)
        right += good
        wrong += not good and at is not None
    return took, right, wrong


def same(at: dt.datetime | None, phrase: Phrase) -> bool:
    """Whether that is what was meant: the minute, or the day where no hour was named."""
    if at is None or phrase.meant is None:
        return at is None and phrase.meant is None
    wall = to_local(at, phrase.hours.zone).replace(tzinfo=None)
    return wall == phrase.meant if phrase.grain in ("minute", "hour") else wall.date() == phrase.meant.date()


def run(repeats: int = 3) -> None:
    print("13  words for a moment, as salespeople type them")
    asked = {language: list(phrases(table)) for language, table in TABLES.items()}
    warm = [found[0] for found in asked.values()]
    readers = {"ours": ours, "dateparser": dateparser_alone}
    times: dict[str, list[float]] = {name: [] for name in readers}
    for read in readers.values():
        timed(read, warm)
    for language, found in asked.items():
        said = []
        for name, read in readers.items():
            took, right, wrong = timed(read, found)
            times[name] += took
            said.append(f"{name} right {right / len(found):.0%} wrong {wrong / len(found):.0%}")
        print(f"    {language} ({len(found)} known phrases)    {' · '.join(said)}")
    for _ in range(repeats - 1):
        for name, read in readers.items():
            for found in asked.values():
                times[name] += timed(read, found)[0]
    tell(times["ours"], times["dateparser"])
    longtexts.tell(repeats)


def tell(own: list[float], beside: list[float]) -> None:
    for share, title, goal in ((0.5, "median", MEDIAN), (0.95, "p95   ", P95)):
        value, other = quantile(own, share), quantile(beside, share)
        print(f"    {title} ms   {value:.2f}   {verdict(value, goal)} (dateparser {other:.2f})")
