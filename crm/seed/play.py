"""Plays the plots: everything in the order of time, so that each event finds the company as it was then."""

import datetime as dt
import heapq
from collections.abc import Mapping

from sqlalchemy import select

from crm.hours import Window
from crm.models import Outcome, SubReason
from crm.seed.acts import play
from crm.seed.arrivals import begin
from crm.seed.days import MINUTE
from crm.seed.plot import After, OnTime, Plot
from crm.seed.scene import Scene, Thread
from crm.seed.words import Person

CALLING = 9 * 60, 20 * 60


def play_all(scene: Scene, plots: Mapping[str, Plot], people: Mapping[str, Person]) -> None:
    """Play every plot up to now: what would come later has not happened yet."""
    keyed = (
        *scene.tx.execute(select(Outcome.key, Outcome.id)),
        *scene.tx.execute(select(SubReason.key, SubReason.id)),
    )
    ids = {key: row_id for key, row_id in keyed if key}
    numbered = list(plots.items())
    windows = [Window(plot.zone or scene.owner.zone, *CALLING) for plot in plots.values()]
    threads: dict[int, Thread] = {}
    ahead = [(_beginning(scene, plot, windows[n]), n) for n, (_, plot) in enumerate(numbered)]
    heapq.heapify(ahead)
    while ahead:
        at, n = heapq.heappop(ahead)
        if n in threads:
            _go_on(scene, ids, threads[n], at)
        else:
            key, plot = numbered[n]
            threads[n] = begin(scene, key, plot, people[key], n + 1, windows[n], at)
        then = _following(scene, threads[n])
        if then is not None and then < scene.days.now:
            heapq.heappush(ahead, (then, n))


def _beginning(scene: Scene, plot: Plot, calling: Window) -> dt.datetime:
    if isinstance(plot.begins, OnTime | After):
        raise ValueError(f"{plot} begins after nothing")
    return scene.days.past(plot.begins, calling)


def _go_on(scene: Scene, ids: Mapping[str, int], thread: Thread, at: dt.datetime) -> None:
    event = thread.plot.events[thread.played]
    thread.at = at
    thread.played += 1
    play(scene, ids, thread, event)
    # Every press has a transaction of its own; here the deal has to be told that its stage may be another.
    scene.tx.expire(thread.deal, ["stage"])


def _following(scene: Scene, thread: Thread) -> dt.datetime | None:
    """When the next event happens, always later than the last; None at the plot's end."""
    if thread.played == len(thread.plot.events):
        return None
    match thread.plot.events[thread.played].when:
        case After(minutes):
            at = thread.at + minutes * MINUTE
        case OnTime(minutes):
            if thread.deal.step_at is None:
                raise ValueError(f"{thread.key} has ended already")
            at = thread.deal.step_at + minutes * MINUTE
        case when:
            at = scene.days.past(when, thread.calling)
    return max(at, thread.at + MINUTE)
