"""The people's side over HTTP: JSON in, JSON out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from sandbox.errors import HandError
from sandbox.files import MAX_UPLOAD, Upload
from sandbox.formatting import typed
from sandbox.messages import Message
from sandbox.phones.actions import Hands
from sandbox.phones.body import Body
from sandbox.phones.view import state
from sandbox.world import World

JsonObject = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Action = Callable[[Hands, Body], JsonObject | None]
FILE_KINDS = ("document", "photo", "voice")


def json_response(data: object, status: int = 200) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(data), headers={"Content-Type": "application/json"})


class PhoneRoutes:
    def __init__(self, world: World) -> None:
        self._world = world

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/page/state", self.state)
        router.add_get("/page/events", self.events)
        router.add_post("/page/language", self.language)
        router.add_post("/page/phones/{id:\\d+}/file", self.file)
        router.add_post("/page/phones/{id:\\d+}/{action}", self.act)
        router.add_get("/page/files/{unique_id}", self.stored_file)

    async def state(self, request: web.Request) -> web.Response:
        return json_response(state(self._world))

    async def events(self, request: web.Request) -> web.StreamResponse:
        return await self._world.hub.stream(request)

    async def language(self, request: web.Request) -> web.Response:
        """The language of every phone at once."""
        code = (await Body.read(request)).string("language_code")
        for phone in self._world.phones.values():
            Hands(self._world, phone).language(code)
        return json_response({"ok": True})

    async def act(self, request: web.Request) -> web.Response:
        action = ACTIONS.get(request.match_info["action"])
        if action is None:
            raise HandError("no such action", 404)
        answer = action(self._hands(request), await Body.read(request))
        return json_response({"ok": True} if answer is None else answer)

    async def file(self, request: web.Request) -> web.Response:
        """multipart: kind, file, caption?, reply_to?, album?, duration?"""
        hands = self._hands(request)
        fields, upload = await _form(request)
        kind = fields.string("kind")
        if kind not in FILE_KINDS:
            raise HandError(f"kind must be one of {', '.join(FILE_KINDS)}")
        details = {"duration": fields.integer("duration", 1)} if kind == "voice" else {}
        content = self._world.files.store(kind, upload).as_content(**details)
        if caption := fields.string("caption", ""):
            typed_caption = typed(caption)
            content["caption"] = typed_caption["text"]
            if "entities" in typed_caption:
                content["caption_entities"] = typed_caption["entities"]
        album = fields.string("album", "")
        extra = {"media_group_id": album} if album else {}
        message = hands.send(content, fields.optional_integer("reply_to"), extra=extra)
        return json_response(message.as_page())

    async def stored_file(self, request: web.Request) -> web.Response:
        stored = self._world.files.by_unique_id(request.match_info["unique_id"])
        if stored is None:
            raise HandError("no such file", 404)
        # Nothing that was sent may run as a page of this address.
        shown = stored.mime.startswith(("image/", "audio/")) and "svg" not in stored.mime
        return web.Response(
            body=stored.data,
            headers={
                "Content-Type": stored.mime if shown else "application/octet-stream",
                "Content-Disposition": "inline" if shown else "attachment",
                "X-Content-Type-Options": "nosniff",
            },
        )

    def _hands(self, request: web.Request) -> Hands:
        return Hands(self._world, self._world.phone(int(request.match_info["id"])))


async def _form(request: web.Request) -> tuple[Body, Upload]:
    values: JsonObject = {}
    upload = None
    if request.content_type != "multipart/form-data":
        raise HandError("a multipart form is expected")
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read())
        if part.name == "file":
            mime = part.headers.get("Content-Type", "application/octet-stream")
            upload = Upload(part.filename or "file", mime, data)
        else:
            values[part.name] = data.decode(errors="replace")
    if upload is None or not upload.data:
        raise HandError("there is no file")
    if len(upload.data) > MAX_UPLOAD:
        raise HandError("the file is too big", 413)
    return Body(values), upload


def _message(message: Message) -> JsonObject:
    return message.as_page()


def _contact(hands: Hands, body: Body) -> JsonObject:
    if body.boolean("own"):
        return hands.own_contact().as_page()
    message = hands.contact(
        body.string("phone_number"),
        body.string("first_name"),
        body.string("last_name", ""),
        body.boolean("forwarded"),
    )
    return message.as_page()


ACTIONS: dict[str, Action] = {
    "text": lambda hands, body: _message(hands.text(body.string("text"), body.optional_integer("reply_to"))),
    "tap": lambda hands, body: {
        "query_id": hands.tap(body.integer("message_id"), body.string("data"), body.boolean("stale")).query_id
    },
    "start": lambda hands, body: _message(hands.start(body.optional_string("payload"))),
    "link": lambda hands, body: hands.open_link(body.string("payload")),
    "contact": _contact,
    "location": lambda hands, body: _message(
        hands.location(
            body.number("latitude"),
            body.number("longitude"),
            body.string("title", ""),
            body.string("address", ""),
        )
    ),
    "users_shared": lambda hands, body: _message(hands.users_shared(body.integers("user_ids"))),
    "forward": lambda hands, body: _message(hands.forward(body.string("text"), body.string("from_name"))),
    "edit": lambda hands, body: _message(hands.edit(body.integer("message_id"), body.string("text"))),
    "block": lambda hands, body: hands.block(),
    "unblock": lambda hands, body: hands.unblock(),
    "language": lambda hands, body: hands.language(body.string("language_code")),
    "clear": lambda hands, body: hands.clear(),
}
