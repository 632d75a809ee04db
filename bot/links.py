"""Deep links of the bot: what `/start` may carry."""

INVITATION = "inv_"


def invite_link(bot_username: str, token: str) -> str:
    """The link that gives its one reader a role."""
    return f"https://t.me/{bot_username}?start={INVITATION}{token}"


def invite_token(payload: str) -> str | None:
    """The token of an invitation, or None for any other payload."""
    return payload.removeprefix(INVITATION) if payload.startswith(INVITATION) else None
