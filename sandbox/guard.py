"""Loopback only: no other machine, and no web page of another address, may use the sandbox."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.errors import HandError
from sandbox.phones.routes import json_response


def is_loopback(host: str) -> bool:
    """Whether an address, or "localhost", names this machine and no other; [::1] may wear its brackets."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a foreign Host (DNS rebinding) and a foreign Origin; word refusals of the people's side."""
    name, colon, _ = request.host.rpartition(":")
    if not is_loopback(name if colon and not request.host.endswith("]") else request.host):
        return json_response({"error": "the sandbox answers on loopback only"}, 403)
    origin = request.headers.get("Origin")
    if origin is not None and request.method != "GET" and urlsplit(origin).netloc != request.host:
        return json_response({"error": "requests from other pages are refused"}, 403)
    try:
        return await handler(request)
    except HandError as error:
        return json_response({"error": str(error)}, error.status)
