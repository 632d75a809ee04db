"""Everything the sandbox knows: people, messages, presses, the queue, the clock. No HTTP here."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Iterable
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import HandError, bad_request, forbidden
from sandbox.events import Hub
from sandbox.files import Files
from sandbox.ledger import Ledger
from sandbox.messages import Message
from sandbox.people import Person, Phone, Tap
from sandbox.profile import Profile
from sandbox.updates import Updates
from sandbox.webhook import SHORT_DELAYS, Webhook

JsonObject = dict[str, Any]
# Telegram gives no figure; late answers are refused by then at the latest.
TAP_SECONDS = 150
# The page marks a press as forgotten after this many real seconds.
PATIENCE_SECONDS = 5.0
_ID_EPOCH = 1_767_225_600


class World:
    def __init__(
        self,
        people: Iterable[Person],
        token: str,
        name: str,
        username: str,
        clock: Clock,
        webhook_delays: tuple[float, float] = SHORT_DELAYS,
    ) -> None:
        self.token = token
        self.clock = clock
        self.hub = Hub()
        self.clock_hub = Hub()
        self.updates = Updates(clock.now)
        self.webhook = Webhook(self.updates, clock.now, webhook_delays)
        self.ledger = Ledger(clock.now)
        self.files = Files()
        self.profile = Profile(name, username)
        self.bot: JsonObject = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.phones: dict[int, Phone] = {}
        self._waiting_taps: dict[str, Phone] = {}  # by query id
        # One counter for all chats, as in an account: a chat sees gaps. It starts from the real time, so
        # that ids a bot has kept from an earlier run are never given to other messages.
        self._message_id = int(time.time()) - _ID_EPOCH
        self.set_people(people)
        clock.on_change(self._clock_changed)

    def set_people(self, people: Iterable[Person]) -> None:
        """Replace the people; whoever stays (by id) keeps the chat."""
        before, self.phones = self.phones, {}
        for person in people:
            phone = before.get(person.id)
            if phone is None:
                phone = Phone(person, str(secrets.randbelow(2**63)), started=person.started)
            phone.person = person
            self.phones[person.id] = phone
        self.phones_changed()

    # --- finding ---------------------------------------------------------------------

    def phone(self, phone_id: int) -> Phone:
        """For the people's side. Raises HandError."""
        if phone_id not in self.phones:
            raise HandError("no such phone", 404)
        return self.phones[phone_id]

    def chat(self, chat_id: str) -> Phone:
        """For the bot's side: a chat it may know of. Raises ApiError."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        try:
            phone = self.phones.get(int(chat_id))
        except ValueError:
            phone = None
        if phone is None or not (phone.started or phone.blocked):
            raise bad_request("chat not found")
        return phone

    def writable(self, chat_id: str) -> Phone:
        """A chat the bot may write to. Raises ApiError."""
        phone = self.chat(chat_id)
        if phone.blocked:
            raise forbidden("bot was blocked by the user")
        return phone

    def user(self, user_id: int) -> JsonObject | None:
        """A person the bot has met, or itself."""
        if user_id == self.bot["id"]:
            return self.bot
        phone = self.phones.get(user_id)
        return phone.person.as_user() if phone and (phone.started or phone.blocked) else None

    # --- messages ---------------------------------------------------------------------

    def new_message(self, phone: Phone, content: JsonObject, *, from_bot: bool) -> Message:
        """A message with the next id and the clock's date, not yet in the chat."""
        self._message_id += 1
        return Message(
            id=self._message_id,
            chat_id=phone.id,
            from_bot=from_bot,
            sender=self.bot if from_bot else phone.person.as_user(),
            chat=phone.person.as_chat(),
            date=self.clock.date(),
            content=content,
        )

    def place(self, phone: Phone, message: Message) -> None:
        """Put a message into the chat; what a person wrote becomes an update."""
        phone.messages[message.id] = message
        self.ledger.message("message", message)
        self.hub.publish("message", lambda: {"phone": phone.id, "message": message.as_page()})
        if not message.from_bot:
            self.updates.push("message", message.as_telegram())

    def edited(self, phone: Phone, message: Message) -> None:
        """Tell the page, and the bot when it was a person who edited."""
        self.ledger.message("edit", message)
        self.hub.publish("edit", lambda: {"phone": phone.id, "message": message.as_page()})
        if not message.from_bot:
            self.updates.push("edited_message", message.as_telegram())

    def delete(self, phone: Phone, message: Message) -> None:
        del phone.messages[message.id]
        if message.id in phone.pinned:
            phone.pinned.remove(message.id)
        self.ledger.note("delete", phone.id, message_id=message.id)
        self.hub.publish("delete", lambda: {"phone": phone.id, "message_id": message.id})

    def set_keyboard(self, phone: Phone, keyboard: JsonObject | None, message_id: int | None = None) -> None:
        """A reply keyboard or a forced reply in place of what was there; None takes it away.

        `message_id` is the message it came with.
        """
        phone.reply_keyboard, phone.keyboard_message = keyboard, message_id
        self.hub.publish("keyboard", lambda: {"phone": phone.id, "reply_keyboard": keyboard})

    # --- presses ----------------------------------------------------------------------

    def tapped(self, phone: Phone, message: Message, data: str, button: tuple[int, int]) -> Tap:
        """Mint a callback query; the button is busy until the bot answers it."""
        tap = Tap(str(secrets.randbelow(2**62)), message.id, button, self.clock.now())
        tap.alarm = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._forgotten, phone, tap, data)
        phone.taps[tap.query_id] = tap
        self._waiting_taps[tap.query_id] = phone
        self.ledger.note("tap", phone.id, query_id=tap.query_id, message_id=message.id, data=data)
        self.hub.publish("busy", lambda: {"phone": phone.id} | tap.view())
        self.updates.push(
            "callback_query",
            {
                "id": tap.query_id,
                "from": phone.person.as_user(),
                "message": message.as_telegram(),
                "chat_instance": phone.chat_instance,
                "data": data,
            },
        )
        return tap

    def answered(self, query_id: str) -> Phone | None:
        """End a press; None when there is none of this id or its time is over."""
        phone = self._waiting_taps.pop(query_id, None)
        if phone is None:
            return None
        tap = phone.taps.pop(query_id)
        if tap.alarm:
            tap.alarm.cancel()
        idle = {"phone": phone.id, "query_id": query_id, "message_id": tap.message_id}
        self.hub.publish("idle", lambda: idle)
        return phone if self.clock.now() - tap.since <= TAP_SECONDS else None

    def _forgotten(self, phone: Phone, tap: Tap, data: str) -> None:
        fault = {
            "at": self.clock.now(),
            "kind": "unanswered",
            "text": f"The bot has not answered a press for {PATIENCE_SECONDS:.0f} seconds",
            "message_id": tap.message_id,
            "data": data,
        }
        phone.faults.append(fault)
        self.hub.publish("fault", lambda: {"phone": phone.id} | fault)

    # --- what everybody sees ----------------------------------------------------------

    def phones_changed(self) -> None:
        """Names, languages, commands, blocks: the page asks for the state anew."""
        self.hub.publish("phones", dict)

    def close(self) -> None:
        """Let go of everything that waits, so that the loop may end."""
        for query_id, phone in self._waiting_taps.items():
            if alarm := phone.taps[query_id].alarm:
                alarm.cancel()
        self.updates.end_poll()
        self.hub.close()
        self.clock_hub.close()

    def _clock_changed(self) -> None:
        self.hub.publish("clock", self.clock.view)
        self.clock_hub.publish("clock", self.clock.view)
