"""How a torture says what it counted."""

from collections.abc import Sequence

from benchmarks.verdict import verdict

EXAMPLES = 10


def counted(what: str, found: Sequence[object], goal: int = 0) -> bool:
    """A line with the verdict, and the first of what was found; whether the goal was met."""
    figure(what, len(found), goal)
    if len(found) > goal:
        for one in found[:EXAMPLES]:
            print(f"        {one}")
    return len(found) <= goal


def figure(what: str, value: float, goal: float) -> bool:
    print(f"    {what:24} {value:7g}   {verdict(value, goal)}", flush=True)
    return value <= goal


def noted(what: str, value: float, why: str = "") -> None:
    print(f"    {what:24} {value:7g}   {f'({why})' if why else ''}".rstrip(), flush=True)
