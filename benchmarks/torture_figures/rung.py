"""Reminders in the ledger: which came, how late, and which came twice for which kill."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.torture_figures.crowd import names_in
from benchmarks.torture_figures.ground import Plot
from benchmarks.torture_figures.town import JsonObject
from bot.i18n import locale_of

FIRST = locale_of("ru").plain("reminder-first")


@dataclass
class Rung:
    """Seconds where it says late; `by_kill` counts second copies by the kill that caused them."""

    owed: int
    lost: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    by_kill: Counter[float] = field(default_factory=Counter)
    for_nothing: list[str] = field(default_factory=list)
    """Copies that no kill explains."""

    @property
    def worst_kill(self) -> int:
        return max(self.by_kill.values(), default=0)


def arrived(ledger: Sequence[JsonObject]) -> dict[tuple[int, str], list[float]]:
    """When each manager got the first reminder about each client; the repeat after ten minutes is another."""
    found: dict[tuple[int, str], list[float]] = defaultdict(list)
    for entry in ledger:
        if entry["event"] == "message" and entry["from"] == "bot" and entry["text"].startswith(FIRST):
            for name in names_in(entry["text"]):
                found[entry["phone"], name].append(entry["at"])
    return found


def tally(
    ledger: Sequence[JsonObject], plots: Sequence[Plot], kills: Sequence[float], under_way: float
) -> Rung:
    """`kills` are moments; a message may be accepted up to `under_way` seconds after its sender died."""
    rung = Rung(len(plots))
    found = arrived(ledger)
    for plot in plots:
        copies = found.pop((plot.manager, plot.name), [])
        if not copies:
            rung.lost.append(f"deal {plot.deal_id}, due {plot.due_at}")
            continue
        rung.late.append(copies[0] - plot.due_at.timestamp())
        for before, after in pairwise(copies):
            next_kill = bisect_left(kills, before - under_way)
            if next_kill < len(kills) and kills[next_kill] < after:
                rung.by_kill[kills[next_kill]] += 1
            else:
                rung.for_nothing.append(f"deal {plot.deal_id}: again after {after - before:.1f} s")
    rung.for_nothing += [f"{name} for {manager}, who is not owed it" for manager, name in found]
    return rung
