"""What a person does with the phone in hand. Each action ends as an update for the bot."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sandbox.errors import HandError
from sandbox.formatting import typed
from sandbox.messages import Message
from sandbox.people import Person, Phone, Tap
from sandbox.world import World

JsonObject = dict[str, Any]
MAX_TEXT = 4096
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Hands:
    """One person's hands."""

    def __init__(self, world: World, phone: Phone) -> None:
        self.world = world
        self.phone = phone

    # --- sending ------------------------------------------------------------------------

    def text(self, text: str, reply_to: int | None = None) -> Message:
        content = typed(text)
        if not content["text"]:
            raise HandError("there is nothing to send")
        if len(content["text"]) > MAX_TEXT:
            raise HandError("the text is too long")
        message = self.send(content, reply_to)
        self._collapse_keyboard(content["text"])
        return message

    def start(self, payload: str | None = None) -> Message:
        """Press Start; with the payload of the link that was opened, if there was one. Unblocks."""
        payload = payload if payload is not None else self.phone.draft_link
        if payload and not PAYLOAD.fullmatch(payload):
            raise HandError("a link carries 1 to 64 of A-Z a-z 0-9 _ -")
        self.unblock()
        return self.text(f"/start {payload}" if payload else "/start")

    def send(self, content: JsonObject, reply_to: int | None = None, **details: Any) -> Message:
        """`details` are fields of the message: forward_origin, extra."""
        if self.phone.blocked:
            raise HandError("the bot is blocked on this phone: unblock it first", 409)
        self.phone.started, self.phone.draft_link = True, None
        message = self.world.new_message(self.phone, content, from_bot=False)
        for name, value in details.items():
            setattr(message, name, value)
        if reply_to is not None:
            message.reply_to = self.message(reply_to)
        if self.phone.reply_keyboard and self.phone.reply_keyboard.get("force_reply"):
            self.world.set_keyboard(self.phone, None)
        self.world.place(self.phone, message)
        return message

    def own_contact(self) -> Message:
        """The number itself, as the share button sends it."""
        person = self.phone.person
        if not person.phone:
            raise HandError("this person has no phone number")
        contact = {"phone_number": person.phone, "first_name": person.first_name, "user_id": person.id}
        if person.last_name:
            contact["last_name"] = person.last_name
        button = self._request_button("request_contact")
        asked = self.phone.keyboard_message if button else None
        message = self.send({"contact": contact}, asked if asked in self.phone.messages else None)
        if button:
            self._collapse_keyboard(button["text"])
        return message

    def contact(self, phone_number: str, first_name: str, last_name: str, forwarded: bool) -> Message:
        """Somebody else's card; with a `user_id` when the number belongs to one of the people here."""
        contact: JsonObject = {"phone_number": phone_number, "first_name": first_name}
        if last_name:
            contact["last_name"] = last_name
        for other in self.world.phones.values():
            if other.person.phone and other.person.phone.lstrip("+") == phone_number.lstrip("+"):
                contact["user_id"] = other.id
        if not forwarded:
            return self.send({"contact": contact})
        return self.send({"contact": contact}, forward_origin=self.hidden_origin(first_name))

    def location(self, latitude: float, longitude: float, title: str = "", address: str = "") -> Message:
        """A point of the map; with a title it is a venue, which Telegram sends with its point."""
        content: JsonObject = {"location": {"latitude": latitude, "longitude": longitude}}
        if title:
            content["venue"] = {**content, "title": title, "address": address}
        return self.send(content)

    def users_shared(self, user_ids: list[int]) -> Message:
        """Pick people for a request_users button; Telegram sends their names only if the button asks."""
        button = self._request_button("request_users")
        if button is None:
            raise HandError("no button asks for people now", 409)
        asked = button["request_users"]
        if len(user_ids) > asked["max_quantity"]:
            raise HandError(f"the button takes at most {asked['max_quantity']} people")
        shared = [self._shared_user(self.world.phone(user_id).person, asked) for user_id in user_ids]
        message = self.send({"users_shared": {"request_id": asked["request_id"], "users": shared}})
        self._collapse_keyboard(button["text"])
        return message

    def forward(self, text: str, from_name: str) -> Message:
        return self.send(typed(text), forward_origin=self.hidden_origin(from_name))

    def hidden_origin(self, name: str) -> JsonObject:
        return {"type": "hidden_user", "sender_user_name": name, "date": self.world.clock.date()}

    # --- on the screen ------------------------------------------------------------------

    def tap(self, message_id: int, data: str, stale: bool = False) -> Tap:
        """Press the button that carries `data`; `stale` presses one that was on the message earlier."""
        message = self.message(message_id)
        if self.phone.blocked:
            raise HandError("the bot is blocked on this phone: unblock it first", 409)
        button = message.has_data(data)
        if button is None and not stale:
            raise HandError("this button is not on the message now", 409)
        return self.world.tapped(self.phone, message, data, button or (-1, -1))

    def edit(self, message_id: int, text: str) -> Message:
        message = self.message(message_id)
        if message.from_bot or "text" not in message.content:
            raise HandError("only a text of one's own can be edited", 409)
        content = typed(text)
        if not content["text"]:
            raise HandError("there is nothing to send")
        if content != message.content:
            message.content, message.edit_date = content, self.world.clock.date()
            self.world.edited(self.phone, message)
        return message

    def open_link(self, payload: str) -> None:
        """Follow t.me/bot?start=payload: the Start button then waits on the screen."""
        if not PAYLOAD.fullmatch(payload):
            raise HandError("a link carries 1 to 64 of A-Z a-z 0-9 _ -")
        self.phone.draft_link = payload
        self.world.phones_changed()

    def clear(self) -> None:
        """Take the history off the screen; the bot doesn't learn of it."""
        self.phone.cleared_to = max(self.phone.messages, default=0)
        self.world.phones_changed()

    def language(self, code: str) -> None:
        self.phone.person = replace(self.phone.person, language_code=code)
        self.world.phones_changed()

    # --- blocking -----------------------------------------------------------------------

    def block(self) -> None:
        if not self.phone.blocked:
            self.phone.blocked = True
            self._membership("member", "kicked")

    def unblock(self) -> None:
        if self.phone.blocked:
            self.phone.blocked, self.phone.started = False, True
            self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> None:
        def member(status: str) -> JsonObject:
            data = {"status": status, "user": self.world.bot}
            return data | {"until_date": 0} if status == "kicked" else data

        self.world.updates.push(
            "my_chat_member",
            {
                "chat": self.phone.person.as_chat(),
                "from": self.phone.person.as_user(),
                "date": self.world.clock.date(),
                "old_chat_member": member(old),
                "new_chat_member": member(new),
            },
        )
        self.world.phones_changed()

    # --- helpers ------------------------------------------------------------------------

    def message(self, message_id: int) -> Message:
        found = self.phone.messages.get(message_id)
        if found is None:
            raise HandError("no such message", 404)
        return found

    def _buttons(self) -> list[JsonObject]:
        rows = (self.phone.reply_keyboard or {}).get("keyboard", [])
        return [button for row in rows for button in row]

    def _request_button(self, kind: str) -> JsonObject | None:
        return next((button for button in self._buttons() if button.get(kind)), None)

    def _collapse_keyboard(self, pressed: str) -> None:
        """A one-time keyboard goes once one of its buttons was pressed."""
        keyboard = self.phone.reply_keyboard or {}
        if keyboard.get("one_time_keyboard") and any(key["text"] == pressed for key in self._buttons()):
            self.world.set_keyboard(self.phone, None)

    @staticmethod
    def _shared_user(person: Person, asked: JsonObject) -> JsonObject:
        user: JsonObject = {"user_id": person.id}
        if asked.get("request_name"):
            user["first_name"] = person.first_name
            if person.last_name:
                user["last_name"] = person.last_name
        if asked.get("request_username") and person.username:
            user["username"] = person.username
        return user
