"""`python -m benchmarks.torture` runs every torture, `python -m benchmarks.torture NAME ...` only these.

Each prints its figure, its seed and whether the goal was met; the exit code is 1 where one was missed.
"""

import argparse
import logging
import random
import sys
from collections.abc import Callable

from benchmarks.torture_figures import backups, payloads, races, reminders, restarts, updates
from benchmarks.torture_figures.databases import KINDS

NAMES = ("updates", "reminders", "payloads", "backups", "restarts", "races", "double")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, help="repeats the chances of an earlier run")
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--processes", type=int, default=1, help="more than one only on PostgreSQL")
    parser.add_argument("--payloads", type=int, default=1_000_000)
    parser.add_argument("--backups", type=int, default=100)
    parser.add_argument("--restarts", type=int, default=50)
    parser.add_argument("--races", type=int, default=10_000)
    given = parser.parse_args()
    # A killed bot leaves half a request behind: the sandbox's server need not tell of each.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    if given.processes > 1 and given.database == "sqlite":
        parser.error("one SQLite file is for one process: add --database postgres")
    kind, processes = given.database, given.processes
    figures: dict[str, Callable[[], bool]] = {
        "updates": lambda: updates.run(kind, given.kills, seed, processes),
        "reminders": lambda: reminders.run(kind, given.kills, seed, processes),
        "payloads": lambda: payloads.run(given.payloads, seed),
        "backups": lambda: backups.run(kind, given.backups, seed),
        "restarts": lambda: restarts.run(given.restarts, seed, processes),
        "races": lambda: races.run(kind, given.races, seed, processes, thumb=False),
        "double": lambda: races.run(kind, given.races, seed, processes, thumb=True),
    }
    unknown = set(given.names) - set(figures)
    if unknown:
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    met = [figures[name]() for name in given.names or figures]
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
