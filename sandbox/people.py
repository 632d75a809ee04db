"""The people of the sandbox, and the phone each of them holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

    from sandbox.messages import Message

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody with a Telegram account; `note` is a caption for the page alone, the bot never sees it.

    `started` is for people who know the bot already: it may write to them without their /start.
    """

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    phone: str = ""
    note: str = ""
    started: bool = False

    def as_user(self) -> JsonObject:
        user = {"id": self.id, "is_bot": False} | self._names()
        return user | {"language_code": self.language_code} if self.language_code else user

    def as_chat(self) -> JsonObject:
        return {"id": self.id, "type": "private"} | self._names()

    def _names(self) -> JsonObject:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in names.items() if value}


@dataclass
class Tap:
    """A press on an inline button the bot has not answered yet; `since` is sandbox time."""

    query_id: str
    message_id: int
    button: tuple[int, int]
    since: float
    alarm: asyncio.TimerHandle | None = None

    def view(self) -> JsonObject:
        return {
            "query_id": self.query_id,
            "message_id": self.message_id,
            "button": list(self.button),
            "since": self.since,
        }


@dataclass(eq=False)
class Phone:
    """One person's chat with the bot, as it stands on the screen."""

    person: Person
    chat_instance: str
    started: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    reply_keyboard: JsonObject | None = None  # ReplyKeyboardMarkup or ForceReply
    keyboard_message: int | None = None
    taps: dict[str, Tap] = field(default_factory=dict)
    faults: list[JsonObject] = field(default_factory=list)
    draft_link: str | None = None
    pinned: list[int] = field(default_factory=list)
    cleared_to: int = 0  # messages up to this id are off the screen; the bot may still edit them

    @property
    def id(self) -> int:
        return self.person.id
