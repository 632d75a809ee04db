"""What a colleague is told of messages that did not reach somebody, or may not have."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm.access import Actor, deal_of, user_of
from crm.errors import NotFound
from crm.models import Activity


@dataclass(frozen=True)
class Unreachable:
    """Somebody whom no message reaches. `deal_id`: that of a client; None for a colleague."""

    name: str
    stopped: bool
    """Whether he stopped the bot himself; otherwise his chat is gone."""
    deal_id: int | None


@dataclass(frozen=True)
class Unsure:
    """A message to a client that may have arrived or not. `words`: somebody's own, if it had some."""

    name: str
    deal_id: int
    words: str | None


def unreachable(
    tx: Session, actor: Actor, user_id: int, stopped: bool, deal_id: int | None
) -> Unreachable | None:
    """None once messages reach him again, or where it is none of this colleague's business any more."""
    user = user_of(tx, user_id)
    if user.blocked_at is None:
        return None
    if deal_id is None:
        return Unreachable(user.name, stopped, None) if actor.is_owner else None
    name = _client_name(tx, actor, deal_id, user_id)
    return Unreachable(name, stopped, deal_id) if name else None


def unsure(tx: Session, actor: Actor, user_id: int, deal_id: int, activity_id: int | None) -> Unsure | None:
    """None where the deal is none of this colleague's any more."""
    name = _client_name(tx, actor, deal_id, user_id)
    said = tx.get(Activity, activity_id) if activity_id else None
    return Unsure(name, deal_id, said.text if said else None) if name else None


def _client_name(tx: Session, actor: Actor, deal_id: int, user_id: int) -> str | None:
    """As the team calls him; who only left a request, as he calls himself."""
    try:
        client = deal_of(tx, actor, deal_id).client
    except NotFound:
        return None
    return client.name if client.user_id == user_id else user_of(tx, user_id).name
