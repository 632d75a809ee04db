"""Reminders in the ledger: which came, how late, and which came twice for which kill."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.torture_figures.crowd import names_in
from benchmarks.torture_figures.ground import Plot
from benchmarks.torture_figures.town import JsonObject
from bot.i18n import locale_of

FIRST = locale_of("ru").plain("reminder-first")


@dataclass
class Rung:
    """Seconds where it says late; `by_kill` counts second copies by the killed life that caused them."""

    owed: int
    lost: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    by_kill: Counter[int] = field(default_factory=Counter)
    for_nothing: list[str] = field(default_factory=list)
    """Copies that no kill explains."""

    @property
    def worst_kill(self) -> int:
        return max(self.by_kill.values(), default=0)


def arrived(ledger: Sequence[JsonObject]) -> dict[tuple[int, str], list[JsonObject]]:
    """What each manager got as first reminder about each client; the repeat after ten minutes is another."""
    found: dict[tuple[int, str], list[JsonObject]] = defaultdict(list)
    for entry in ledger:
        if entry["event"] == "message" and entry["from"] == "bot" and entry["text"].startswith(FIRST):
            for name in names_in(entry["text"]):
                found[entry["phone"], name].append(entry)
    return found


def tally(ledger: Sequence[JsonObject], plots: Sequence[Plot], deaths: Mapping[int, float]) -> Rung:
    """`deaths` are the moments at which lives were killed.

    A kill explains a second copy where it ended the life that had sent the copy before: another one could
    not know of it. When that one was read does not matter.
    """
    rung = Rung(len(plots))
    found = arrived(ledger)
    for plot in plots:
        copies = found.pop((plot.manager, plot.name), [])
        if not copies:
            rung.lost.append(f"deal {plot.deal_id}, due {plot.due_at}")
            continue
        rung.late.append(copies[0]["at"] - plot.due_at.timestamp())
        for before, after in pairwise(copies):
            sender = before["life"]
            if sender != after["life"] and sender in deaths and deaths[sender] <= after["at"]:
                rung.by_kill[sender] += 1
            else:
                told = f"again after {after['at'] - before['at']:.1f} s, life {after['life']} after {sender}"
                rung.for_nothing.append(f"deal {plot.deal_id}: {told}")
    rung.for_nothing += [f"{name} for {manager}, who is not owed it" for manager, name in found]
    return rung
