"""`python -m benchmarks` prints every figure, `python -m benchmarks NAME ...` only these."""

import argparse
from collections.abc import Callable

from benchmarks import (
    digests,
    duework,
    held,
    idle,
    latency,
    lateness,
    move,
    order,
    picker,
    press,
    reading,
    silence,
    start,
    taps,
    throughput,
    zones,
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="as docs/benchmarks.md names them")
    parser.add_argument("--repeats", type=int, default=3, help="interleaved repeats; the median is printed")
    parser.add_argument("--quiet", type=float, default=6, help="seconds of silence (60 for the real figure)")
    parser.add_argument("--cached", action="store_true", help="start: with pip's cache as it is")
    given = parser.parse_args()
    figures: dict[str, Callable[[], None]] = {
        "press": lambda: press.run(given.repeats),
        "throughput": lambda: throughput.run(given.repeats),
        "latency": lambda: latency.run(given.repeats),
        "order": lambda: order.run(repeats=given.repeats),
        "lateness": lateness.run,
        "duework": lambda: duework.run(given.repeats),
        "idle": lambda: idle.run(given.repeats),
        "silence": lambda: silence.run(given.quiet),
        "digests": digests.run,
        "held": held.run,
        "taps": taps.run,
        "move": move.run,
        "reading": lambda: reading.run(given.repeats),
        "picker": picker.run,
        "zones": lambda: zones.run(given.repeats),
        "start": lambda: start.run(cold=not given.cached),
    }
    unknown = set(given.names) - set(figures)
    if unknown:
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    for name in given.names or [name for name in figures if name not in ("move", "start")]:
        figures[name]()


if __name__ == "__main__":
    main()
