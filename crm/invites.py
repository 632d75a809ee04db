"""Opening an invitation, by whoever comes: a person who tries one link after another has to pause."""

import datetime as dt
import math

from sqlalchemy.orm import Session

from crm.access import Actor
from crm.errors import InviteInvalid, NotFound, TooManyTries
from crm.models import User
from crm.rules import BAD_LINKS, BAD_LINKS_WITHIN
from crm.team import accept_invite


def open_invite(tx: Session, actor: Actor, token: str, *, now: dt.datetime) -> Actor | None:
    """The person with the role of the link; None where the link is not valid, which is remembered.

    After too many of those even a valid one is not looked at for an hour, and is valid afterwards.
    Raises TooManyTries.
    """
    # Locked: of two at once on PostgreSQL each counts.
    user = tx.get(User, actor.user_id, with_for_update=True, populate_existing=True)
    if user is None:
        raise NotFound
    since = now - user.bad_try_at if user.bad_try_at else BAD_LINKS_WITHIN
    if since >= BAD_LINKS_WITHIN:
        user.bad_tries = 0
    elif user.bad_tries >= BAD_LINKS:
        raise TooManyTries(math.ceil((BAD_LINKS_WITHIN - since) / dt.timedelta(minutes=1)))
    try:
        joined = accept_invite(tx, actor, token, now=now)
    except InviteInvalid:  # raised before anything is changed
        user.bad_tries, user.bad_try_at = user.bad_tries + 1, now
        return None
    user.bad_tries, user.bad_try_at = 0, None
    return joined
