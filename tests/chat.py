"""One person's phone, driven as he would: he types, presses what he sees, and reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.town import Town

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A message as the person sees it."""

    message_id: int
    text: str
    buttons: list[list[JsonObject]]
    mine: bool

    @classmethod
    def of(cls, message: JsonObject) -> Shown:
        return cls(
            message["message_id"],
            message.get("text") or message.get("caption") or "",
            message.get("inline_keyboard", []),
            message["from"] == "me",
        )

    @property
    def lines(self) -> list[str]:
        """The text's lines without the empty ones."""
        return [line for line in self.text.split("\n") if line.strip()]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    def data(self, label: str) -> str | None:
        """The callback data of the button that reads so; an icon may stand before the words."""
        for row in self.buttons:
            for button in row:
                if says(button["text"], label) and "callback_data" in button:
                    return str(button["callback_data"])
        return None


def says(text: str, label: str) -> bool:
    return text == label or text.split(" ", 1)[-1] == label


class Chat:
    def __init__(self, town: Town, person: int) -> None:
        self.town = town
        self.person = person

    async def phone(self) -> JsonObject:
        phones = (await self.town.get("/page/state"))["phones"]
        found: JsonObject = next(phone for phone in phones if phone["id"] == self.person)
        return found

    async def messages(self) -> list[Shown]:
        return [Shown.of(message) for message in (await self.phone())["messages"]]

    async def received(self) -> list[Shown]:
        return [message for message in await self.messages() if not message.mine]

    async def screen(self) -> Shown:
        """The newest message of the bot."""
        return (await self.received())[-1]

    async def reply_keyboard(self) -> list[str]:
        keyboard = (await self.phone())["reply_keyboard"] or {"keyboard": []}
        return [button["text"] for row in keyboard["keyboard"] for button in row]

    @property
    def toast(self) -> str | None:
        """What the newest answered tap of anybody said."""
        answers = [call for call in self.town.calls if call["method"].lower() == "answercallbackquery"]
        return answers[-1]["params"].get("text") if answers else None

    async def starts(self, payload: str | None = None) -> Shown:
        return await self._does("start", **({"payload": payload} if payload else {}))

    async def says(self, text: str, reply_to: Shown | None = None) -> Shown:
        return await self._does("text", text=text, **({"reply_to": reply_to.message_id} if reply_to else {}))

    async def shares_number(self) -> Shown:
        return await self._does("contact", own=True)

    async def sends_contact(self, phone_number: str, first_name: str) -> Shown:
        return await self._does("contact", phone_number=phone_number, first_name=first_name)

    async def sends_location(self, latitude: float, longitude: float, **venue: str) -> Shown:
        """A point of the map; with `title` and `address` a house of it."""
        return await self._does("location", latitude=latitude, longitude=longitude, **venue)

    async def tap(self, label: str, on: Shown | None = None) -> Shown:
        """Press the button that reads so: on this message as it was then, or on the newest that has it."""
        if on is not None:
            data = on.data(label)
            assert data, f"{label!r} is not among {on.labels}"
            return await self._presses(on, data, stale=True)
        for message in reversed(await self.received()):
            if data := message.data(label):
                return await self._presses(message, data)
        keyboard = await self.reply_keyboard()
        for text in keyboard:
            if says(text, label):
                return await self.says(text)
        shown = (await self.screen()).labels
        raise AssertionError(
            f"nothing reads {label!r}; the newest message has {shown}, the keyboard {keyboard}"
        )

    async def taps(self, *labels: str) -> Shown:
        for label in labels:
            await self.tap(label)
        return await self.screen()

    async def _presses(self, on: Shown, data: str, **options: bool) -> Shown:
        """The pressed message if the press redrew it, otherwise the newest."""
        newest = await self._does("tap", message_id=on.message_id, data=data, **options)
        now = next((one for one in await self.received() if one.message_id == on.message_id), on)
        return now if now != on else newest

    async def _does(self, action: str, **body: Any) -> Shown:
        await self.town.post(f"/page/phones/{self.person}/{action}", **body)
        await self.town.settle()
        received = await self.received()
        assert received, "the bot said nothing"
        return received[-1]
