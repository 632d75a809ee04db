"""getMe, getUpdates and the webhook settings."""

from __future__ import annotations

import re
from typing import Any

from sandbox.api.call import Call
from sandbox.errors import ApiError, bad_request
from sandbox.updates import DEFAULT_KINDS, KINDS

JsonObject = dict[str, Any]
MAX_POLL_SECONDS = 50
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
    _allow(call)
    params = call.params
    return await call.world.updates.get(
        params.integer("offset"),
        params.bounded("limit", 100, 1, 100),
        params.bounded("timeout", 0, 0, MAX_POLL_SECONDS),
    )


def set_webhook(call: Call) -> bool:
    """Kept and shown, and getUpdates refuses while it stands; nothing is delivered to it."""
    url = call.params.text("url")
    updates = call.world.updates
    if url and not url.lower().startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(call)
    if call.params.boolean("drop_pending_updates"):
        updates.forget()
    updates.webhook_url = url
    updates.webhook_connections = call.params.bounded("max_connections", 40, 1, 100)
    if url:
        updates.abort_poll()
    return True


def delete_webhook(call: Call) -> bool:
    if call.params.boolean("drop_pending_updates"):
        call.world.updates.forget()
    call.world.updates.webhook_url = ""
    return True


def get_webhook_info(call: Call) -> JsonObject:
    updates = call.world.updates
    info: JsonObject = {
        "url": updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": updates.pending(),
    }
    if updates.webhook_url:
        info["max_connections"] = updates.webhook_connections
    if updates.allowed != DEFAULT_KINDS:
        info["allowed_updates"] = [kind for kind in KINDS if kind in updates.allowed]
    return info


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
