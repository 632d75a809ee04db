"""The state of the phones as JSON for the page."""

from __future__ import annotations

from typing import Any

from sandbox.people import Phone
from sandbox.world import World

JsonObject = dict[str, Any]


def state(world: World) -> JsonObject:
    return {
        "bot": world.profile.view(),
        "clock": world.clock.view(),
        "phones": [phone_view(world, phone) for phone in world.phones.values()],
    }


def phone_view(world: World, phone: Phone) -> JsonObject:
    person = phone.person
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "language_code": person.language_code,
        "phone": person.phone,
        "note": person.note,
        "started": phone.started,
        "blocked": phone.blocked,
        "commands": world.profile.commands_for(phone.id, person.language_code),
        "menu_button": world.profile.menu_button_for(phone.id),
        "reply_keyboard": phone.reply_keyboard,
        "messages": [
            message.as_page() for message in phone.messages.values() if message.id > phone.cleared_to
        ],
        "busy": [tap.view() for tap in phone.taps.values()],
        "faults": phone.faults,
        "draft_link": phone.draft_link,
        "pinned": phone.pinned,
    }
