"""Opening invitations: bad ones are counted, and whoever tries too many has to pause."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy.orm import Session

from crm.access import Actor, TelegramPerson, meet
from crm.db import Crm
from crm.errors import TooManyTries
from crm.invites import open_invite
from crm.models import Invite, Role, User
from crm.team import TOKEN_BYTES, new_invite
from tests.crm.base import NOON, Firm

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
LIMIT = 5


@pytest.fixture
def firm(database_url: str) -> Iterator[Firm]:
    firm = Firm(database_url)
    yield firm
    firm.close()


def link(firm: Firm, role: Role = Role.MANAGER) -> str:
    with firm.tx() as tx:
        return new_invite(tx, role, created_by=None, now=NOON)


def opens(firm: Firm, token: str, after: dt.timedelta, who: Actor | None = None) -> Actor | None:
    with firm.tx() as tx:
        return open_invite(tx, who or firm.anna, token, now=NOON + after)


def tries_badly(firm: Firm, times: int = LIMIT) -> None:
    for n in range(times):
        assert opens(firm, f"wrong {n}", n * MINUTE) is None


def test_a_few_bad_links_change_nothing(firm: Firm) -> None:
    token = link(firm)
    tries_badly(firm, LIMIT - 1)

    joined = opens(firm, token, 10 * MINUTE)

    assert joined is not None
    assert joined.role is Role.MANAGER


def test_after_five_a_good_one_waits_and_is_good_after_an_hour(firm: Firm) -> None:
    token = link(firm)
    tries_badly(firm)

    for after, minutes in ((4 * MINUTE, 60), (10 * MINUTE + dt.timedelta(seconds=1), 54), (63 * MINUTE, 1)):
        with pytest.raises(TooManyTries) as refused:
            opens(firm, token, after)
        assert refused.value.minutes == minutes
    joined = opens(firm, token, 64 * MINUTE)

    assert joined is not None
    assert joined.role is Role.MANAGER


def test_after_the_pause_the_count_begins_anew(firm: Firm) -> None:
    tries_badly(firm)
    for n in range(LIMIT):
        assert opens(firm, f"again {n}", 2 * HOUR) is None
    with pytest.raises(TooManyTries):
        opens(firm, "once more", 2 * HOUR)


def test_tries_that_lie_an_hour_apart_are_never_too_many(firm: Firm) -> None:
    for n in range(3 * LIMIT):
        assert opens(firm, "wrong", n * HOUR) is None


def test_a_good_link_ends_the_count(firm: Firm) -> None:
    tries_badly(firm, LIMIT - 1)
    opens(firm, link(firm), 10 * MINUTE)
    tries_badly(firm)


def test_used_and_old_links_count_one_s_own_does_not(firm: Firm) -> None:
    own, others, old = link(firm), link(firm), link(firm)
    with firm.tx() as tx:
        boris = meet(tx, TelegramPerson(2002, "Борис", None, "ru"), now=NOON)
    assert opens(firm, own, MINUTE)
    assert opens(firm, others, MINUTE, firm.oleg)  # a manager already: the link stays whole
    assert opens(firm, others, MINUTE, boris)

    for _ in range(3 * LIMIT):
        assert opens(firm, own, MINUTE)
    assert opens(firm, others, MINUTE) is None
    assert opens(firm, old, 48 * HOUR) is None
    with firm.tx() as tx:
        assert tx.get_one(User, firm.anna.user_id).bad_tries == 1  # the first lies more than an hour back


def test_a_guess_is_one_of_two_to_the_power_of_128(firm: Firm) -> None:
    tokens = {link(firm) for _ in range(100)}

    assert (TOKEN_BYTES * 8, len(tokens)) == (128, 100)
    with firm.tx() as tx:
        kept = {invite.token_hash for invite in tx.query(Invite)}
    assert len(kept) == 100
    assert all(len(digest) == 64 for digest in kept)
    assert not kept & tokens


@pytest.mark.postgres
class TestAtOnce:
    @pytest.fixture
    async def crm(self, postgres_url: str) -> AsyncIterator[Crm]:
        crm = Crm(postgres_url)
        yield crm
        crm.close()

    async def test_a_link_serves_one_of_many(self, postgres_url: str, crm: Crm) -> None:
        firm = Firm(postgres_url)
        with firm.tx() as tx:
            crowd = [meet(tx, TelegramPerson(n, f"{n}", None, "ru"), now=NOON) for n in range(3000, 3016)]
        token = link(firm)

        joined = await asyncio.gather(*(crm.write(open_invite, one, token, now=NOON) for one in crowd))

        assert sum(one is not None for one in joined) == 1
        with firm.tx() as tx:
            managers = [tx.get_one(User, one.user_id).role for one in crowd].count(Role.MANAGER)
        assert managers == 1
        firm.close()

    async def test_every_bad_try_counts(self, postgres_url: str, crm: Crm) -> None:
        firm = Firm(postgres_url)

        def tries(tx: Session, n: int) -> Actor | None:
            return open_invite(tx, firm.anna, f"wrong {n}", now=NOON)

        answers = await asyncio.gather(*(crm.write(tries, n) for n in range(20)), return_exceptions=True)

        assert (answers.count(None), sum(isinstance(one, TooManyTries) for one in answers)) == (5, 15)
        firm.close()
