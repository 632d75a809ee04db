"""The stream of updates over HTTP, where it needs more than people's acts.

`POST /updates` {"next_id"}: the next update has this id, lower or higher than the last; refused while one
still waits, since Telegram counts from elsewhere only after a silence. {"lose_answers"}: so many of the next
deliveries to the webhook arrive, but their answers get lost, so that they are brought again. {"content"}:
one update as it stands here, `{"message": {...}}`, of whatever shape.
`GET /updates` is how things are.
"""

from __future__ import annotations

from aiohttp import web

from sandbox.errors import HandError
from sandbox.phones.body import Body
from sandbox.phones.routes import json_response
from sandbox.updates import Updates
from sandbox.webhook import Webhook

_MAX_ID = 2**31 - 1
_FIELDS = frozenset({"next_id", "lose_answers", "content"})


class UpdateRoutes:
    def __init__(self, updates: Updates, webhook: Webhook) -> None:
        self._updates = updates
        self._webhook = webhook

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/updates", self.show)
        router.add_post("/updates", self.order)

    async def show(self, request: web.Request) -> web.Response:
        return json_response({
            "next_id": self._updates.next_id,
            "pending": self._updates.pending(),
            "lose_answers": self._webhook.answers_to_lose,
        })  # fmt: skip

    async def order(self, request: web.Request) -> web.Response:
        body = await Body.read(request)
        if unknown := sorted(body.values.keys() - _FIELDS):
            raise HandError(f"unknown: {', '.join(unknown)}")
        if "lose_answers" in body.values:
            self._webhook.answers_to_lose = _within(body, "lose_answers", 0, 10**9)
        if "next_id" in body.values and not self._updates.jump(_within(body, "next_id", 1, _MAX_ID)):
            raise HandError("an update still waits", 409)
        if "content" in body.values:
            content = body.values["content"]
            if not isinstance(content, dict) or not content:
                raise HandError("content must be an object of one update")
            self._updates.put(content)
        return await self.show(request)


def _within(body: Body, name: str, low: int, high: int) -> int:
    value = body.integer(name)
    if not low <= value <= high:
        raise HandError(f"{name} must be {low} to {high}")
    return value
