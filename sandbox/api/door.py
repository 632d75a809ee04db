"""The one door every call of the bot passes: token, method, parameters, faults, envelope, record."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import orjson
from aiohttp import web

from sandbox.api.call import Call, Method
from sandbox.api.methods import BY_LOWER_NAME, ELSEWHERE_BY_LOWER_NAME
from sandbox.api.params import Params, read_params
from sandbox.errors import ApiError, bad_request
from sandbox.faults import Faults
from sandbox.files import MAX_DOWNLOAD
from sandbox.limits import Limits
from sandbox.world import World

Record = Callable[[dict[str, Any]], None]
# Gets the method's name, chat_id as given, and the call itself to carry out, or not, or to hush its result.
AroundCall = Callable[[str, str, Callable[[], Awaitable[Any]]], Awaitable[Any]]

_JSON = {"Content-Type": "application/json"}


class Door:
    def __init__(self, world: World, record: Record | None) -> None:
        self._world = world
        self._record = record
        self.around_call: AroundCall | None = None
        self.faults = Faults(world.updates)
        self.limits = Limits()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """`/bot<token>/<method>`, GET or POST."""
        try:
            name, method = self._method(request)
            params = await read_params(request)
        except ApiError as error:
            return _refusal(error)
        if self.faults.pending and (fault := self.faults.take(name, params.text("chat_id"))):
            carry_out = partial(self._answer, name, method, params)
            try:
                return await self.faults.strike(fault, request, carry_out)
            except ApiError as error:
                return self._refused(name, params, error)
        return await self._answer(name, method, params)

    async def _answer(self, name: str, method: Method, params: Params) -> web.Response:
        try:
            self.limits.take(name, params.text("chat_id"))
            if self.around_call is None:
                result = method(Call(self._world, params))
                if asyncio.iscoroutine(result):
                    result = await result
            else:
                carry_out = partial(_carried_out, method, Call(self._world, params))
                result = await self.around_call(name, params.text("chat_id"), carry_out)
        except ApiError as error:
            return self._refused(name, params, error)
        if self._record is not None:
            self._record({"method": name, "params": params.record(), "result": result})
        return web.Response(body=b'{"ok":true,"result":%b}' % orjson.dumps(result), headers=_JSON)

    def _refused(self, name: str, params: Params, error: ApiError) -> web.Response:
        if self._record is not None:
            self._record({"method": name, "params": params.record(), "error": error.reply()})
        return _refusal(error)

    async def file(self, request: web.Request) -> web.Response:
        """`/file/bot<token>/<path>`."""
        stored = self._world.files.by_path(request.match_info["path"])
        if request.match_info["token"] != self._world.token:
            return _refusal(ApiError(401, "invalid token specified"))
        if stored is None or stored.size > MAX_DOWNLOAD:
            return _refusal(ApiError(404))
        return web.Response(body=stored.data, headers={"Content-Type": "application/octet-stream"})

    async def no_such_path(self, request: web.Request) -> web.Response:
        return _refusal(ApiError(404))

    def _method(self, request: web.Request) -> tuple[str, Method]:
        if request.method not in ("GET", "POST"):
            raise ApiError(404)
        if request.match_info["token"] != self._world.token:
            raise ApiError(401, "invalid token specified")
        name = request.match_info["method"].lower()
        if found := BY_LOWER_NAME.get(name):
            return found
        if name in ELSEWHERE_BY_LOWER_NAME:
            raise bad_request(f"method {ELSEWHERE_BY_LOWER_NAME[name]} is not supported by the sandbox")
        raise ApiError(404, "method not found")


async def _carried_out(method: Method, call: Call) -> Any:
    result = method(call)
    return await result if asyncio.iscoroutine(result) else result


def _refusal(error: ApiError) -> web.Response:
    headers = dict(_JSON)
    if "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.Response(status=error.code, body=orjson.dumps(error.reply()), headers=headers)
