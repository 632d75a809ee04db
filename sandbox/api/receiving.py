"""getMe, getUpdates and the webhook settings."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.api.call import Call
from sandbox.errors import ApiError, bad_request
from sandbox.guard import is_loopback
from sandbox.updates import DEFAULT_KINDS, KINDS

JsonObject = dict[str, Any]
MAX_POLL_SECONDS = 50
WEBHOOK_STANDS = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def get_me(call: Call) -> JsonObject:
    return call.world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


async def get_updates(call: Call) -> list[JsonObject]:
    if call.world.webhook.url:
        raise ApiError(409, WEBHOOK_STANDS)
    _allow(call)
    params = call.params
    return await call.world.updates.get(
        params.integer("offset"),
        params.bounded("limit", 100, 1, 100),
        params.bounded("timeout", 0, 0, MAX_POLL_SECONDS),
    )


async def set_webhook(call: Call) -> bool:
    url = call.params.text("url")
    if url:
        _check_address(url)
    secret = call.params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(call)
    updates, webhook = call.world.updates, call.world.webhook
    if call.params.boolean("drop_pending_updates"):
        updates.forget()
    if not url:
        await webhook.remove()
        return True
    updates.abort_poll("terminated by setWebhook request")
    await webhook.set(url, secret, call.params.bounded("max_connections", 40, 1, 100))
    return True


async def delete_webhook(call: Call) -> bool:
    if call.params.boolean("drop_pending_updates"):
        call.world.updates.forget()
    await call.world.webhook.remove()
    return True


def get_webhook_info(call: Call) -> JsonObject:
    updates = call.world.updates
    info = call.world.webhook.info() | {"pending_update_count": updates.pending()}
    if updates.allowed != DEFAULT_KINDS:
        info["allowed_updates"] = [kind for kind in KINDS if kind in updates.allowed]
    return info


def _check_address(url: str) -> None:
    """This machine's alone, which Telegram would refuse: the sandbox calls nobody outside."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https") or not host:
        raise bad_request("invalid webhook URL specified")
    if not is_loopback(host):
        if parts.scheme == "http":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        raise bad_request("bad webhook: the sandbox delivers to this machine only")


def _allow(call: Call) -> None:
    """Remember allowed_updates until another list is given; an empty one means Telegram's default.

    What can't be read is passed over, as Telegram does.
    """
    value = call.params.values.get("allowed_updates")
    if value is None or value == "":
        return
    try:
        given = call.params.decoded("allowed_updates", "allowed updates")
    except ApiError:
        return
    if isinstance(given, list) and all(isinstance(kind, str) for kind in given):
        known = frozenset(kind.lower() for kind in given) & frozenset(KINDS)
        call.world.updates.allowed = known or DEFAULT_KINDS


def end_session(call: Call) -> bool:
    """close and logOut: a held poll ends; the next call opens the session again."""
    call.world.updates.end_poll()
    return True
