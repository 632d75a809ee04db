"""What can happen to a client of the story, each by the use case that a press would call."""

import datetime as dt
from collections.abc import Mapping

from crm import client_zones, conversations, deals, notes, places, requests, steps, undo
from crm.access import Actor, user_of
from crm.models import ZoneSource
from crm.outcomes import report
from crm.recorded import Recorded
from crm.reports import Report
from crm.seed.phones import invented
from crm.seed.plot import Event
from crm.seed.scene import Scene, Thread
from crm.whereabouts import Whereabouts
from crm.zone_names import zone_city

MINOR = 100
SECOND_NUMBERS = 100
"""Added to a client's number in the story for his other phone."""


def play(scene: Scene, ids: Mapping[str, int], thread: Thread, event: Event) -> None:
    """Let it happen at `thread.at`. `ids` are those of outcomes and reasons, by key."""
    tx, deal, now = scene.tx, thread.deal, thread.at
    manager = Actor.of(user_of(tx, deal.manager_id))
    match event.what:
        case "note":
            notes.add_note(tx, manager, deal.id, next(thread.lines), now=now)
        case "place":
            places.set_place(tx, manager, deal.id, next(thread.lines), now=now)
        case "undo":
            undo.undo_outcome(tx, manager, thread.pressed_id, now=now)
        case "move":
            steps.move_step(tx, manager, deal.id, _next(scene, thread, event), seen=deal.version, now=now)
        case "bring_back":
            deals.bring_back(tx, manager, deal.id, seen=deal.version, now=now)
        case "repeat":
            deals.repeat_deal(tx, manager, deal.id, _next(scene, thread, event), now=now)
        case "client_wrote" if thread.writer:
            conversations.client_wrote(tx, thread.writer, next(thread.lines), now=now)
        case "take":
            requests.take(tx, manager, thread.request_id, now=now)
        case "zone" if thread.plot.zone:
            place = Whereabouts(
                thread.plot.zone, ZoneSource.CITY, zone_city(thread.plot.zone, manager.language)
            )
            client_zones.change_whereabouts(tx, manager, deal.client_id, place, now=now)
        case "escalate":
            requests.queue_due(tx, now, limit=50)
        case "reassign":
            other = next(one for one in scene.managers if one.user_id != manager.user_id)
            requests.reassign(tx, scene.owner, thread.request_id, other.user_id, now=now)
        case _:
            _press(scene, ids, thread, event, manager)


def _press(scene: Scene, ids: Mapping[str, int], thread: Thread, event: Event, manager: Actor) -> None:
    said = Report(
        thread.deal.id,
        ids[event.what],
        thread.deal.version,
        reason_id=ids[event.reason] if event.reason else None,
        own_words=next(thread.lines) if event.own_words else None,
        sum_minor=event.sum and event.sum * MINOR,
        step_kind=event.kind,
        moment=_next(scene, thread, event) if event.next else None,
        number=invented(thread.plot.zone, thread.number + SECOND_NUMBERS) if event.other_number else None,
        give_up=not event.other_number,
    )
    done = report(scene.tx, manager, said, now=thread.at)
    if not isinstance(done, Recorded):
        raise ValueError(f"{thread.key}: {event} is only half said")
    thread.pressed_id = done.activity_id


def _next(scene: Scene, thread: Thread, event: Event) -> dt.datetime:
    if event.next is None:
        raise ValueError(f"{thread.key}: {event} needs its moment")
    return scene.days.planned(event.next, thread.key, thread.calling, thread.at)
