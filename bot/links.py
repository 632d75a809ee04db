"""Deep links of the bot: what `/start` may carry."""

import re

from bot.callbacks import LARGEST_ID

INVITATION = "inv_"
CARD = "deal_"


def invite_link(bot_username: str, token: str) -> str:
    """The link that gives its one reader a role."""
    return f"https://t.me/{bot_username}?start={INVITATION}{token}"


def invite_token(payload: str) -> str | None:
    """The token of an invitation, or None for any other payload."""
    return payload.removeprefix(INVITATION) if payload.startswith(INVITATION) else None


def card_link(bot_username: str, deal_id: int) -> str:
    """The link that opens a deal's card, for who may see it."""
    return f"https://t.me/{bot_username}?start={CARD}{deal_id}"


def linked_deal(payload: str) -> int | None:
    """The deal of a card's link, or None for any other payload."""
    number = payload.removeprefix(CARD)
    known = payload.startswith(CARD) and re.fullmatch(r"[0-9]{1,10}", number) and int(number) <= LARGEST_ID
    return int(number) if known else None
