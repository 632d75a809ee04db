"""Faults and the ledger over HTTP.

`POST /faults` {"kind", "method"?: name or "*", "chat"?, "count"?, and by kind: "retry_after", "description"
(the whole sentence, or the page of "html"), "code", "migrate_to_chat_id", "seconds", "update"}. The next
`count` calls meet it; a call that is under way already does not. `GET /faults` is what is still to come,
`DELETE /faults` calls it off.
"""

from __future__ import annotations

from aiohttp import web

from sandbox.api.methods import BY_LOWER_NAME
from sandbox.errors import HandError
from sandbox.faults import ANY_METHOD, KINDS, REFUSALS, UNDECODABLE, Fault, Faults, JsonObject
from sandbox.ledger import Ledger
from sandbox.phones.body import Body
from sandbox.phones.routes import json_response

_FIELDS = frozenset({
    "kind", "method", "chat", "count", "code", "description", "retry_after", "migrate_to_chat_id",
    "seconds", "update",
})  # fmt: skip


class FaultRoutes:
    def __init__(self, faults: Faults, ledger: Ledger) -> None:
        self._faults = faults
        self._ledger = ledger

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/faults", self.show)
        router.add_post("/faults", self.order)
        router.add_delete("/faults", self.call_off)
        router.add_get("/ledger", self.ledger)

    async def show(self, request: web.Request) -> web.Response:
        return json_response({"faults": [_view(fault) for fault in self._faults.pending]})

    async def order(self, request: web.Request) -> web.Response:
        self._faults.pending.append(_fault(await Body.read(request)))
        return await self.show(request)

    async def call_off(self, request: web.Request) -> web.Response:
        self._faults.pending.clear()
        return await self.show(request)

    async def ledger(self, request: web.Request) -> web.Response:
        """`?since=` the `next` of an earlier answer, `?phone=` one person's; both may be left out."""
        since = _whole(request, "since") or 0
        entries, ahead = self._ledger.entries(since, _whole(request, "phone"))
        return json_response({"entries": entries, "next": ahead})


def _fault(body: Body) -> Fault:
    if unknown := sorted(body.values.keys() - _FIELDS):
        raise HandError(f"unknown: {', '.join(unknown)}")
    kind = body.string("kind")
    if kind not in KINDS:
        raise HandError(f"kind must be one of {', '.join(KINDS)}")
    method = body.string("method", "getUpdates" if kind == "malformed" else ANY_METHOD).lower()
    if method != ANY_METHOD and method not in BY_LOWER_NAME:
        raise HandError("no such method in the sandbox")
    if kind == "malformed" and method != "getupdates":
        raise HandError("malformed is for getUpdates alone")
    update = body.values.get("update", UNDECODABLE)
    if not isinstance(update, dict):
        raise HandError("update must be an object")
    return Fault(
        kind=kind,
        method=method,
        chat=body.optional_integer("chat"),
        left=_within(body, "count", 1, 1, 10**9),
        # A page may well say that all is well: that of a hotel's network does.
        code=_within(body, "code", REFUSALS.get(kind, 500), 200 if kind == "html" else 400, 599),
        description=body.string("description", ""),
        retry_after=_within(body, "retry_after", 1, 1, 10**6),
        migrate_to_chat_id=body.optional_integer("migrate_to_chat_id"),
        seconds=_seconds(body, required=kind == "delay"),
        update=update,
    )


def _view(fault: Fault) -> JsonObject:
    method = BY_LOWER_NAME[fault.method][0] if fault.method != ANY_METHOD else ANY_METHOD
    return {"kind": fault.kind, "method": method, "chat": fault.chat, "left": fault.left}


def _within(body: Body, name: str, default: int, low: int, high: int) -> int:
    value = body.integer(name, default)
    if not low <= value <= high:
        raise HandError(f"{name} must be {low} to {high}")
    return value


def _seconds(body: Body, *, required: bool) -> float:
    if not required and "seconds" not in body.values:
        return 0.0
    seconds = body.number("seconds")
    if seconds < 0:
        raise HandError("seconds must not be negative")
    return seconds


def _whole(request: web.Request, name: str) -> int | None:
    value = request.query.get(name)
    if value is None:
        return None
    try:
        return int(value)
    except ValueError as error:
        raise HandError(f"{name} must be a whole number") from error
