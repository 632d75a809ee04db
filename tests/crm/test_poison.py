"""A message of which something cannot be read or written down holds up none of the others."""

import pytest
from sqlalchemy import text

from crm.models import OutboxState
from crm.outbox import waiting
from crm.sendings import PUT_OFF, Sending, next_owed, settle
from tests.crm.base import NOON, Firm
from tests.crm.test_sendings import LEASE, claimed, owing, row, told

GOOD_READER = "UPDATE users SET role = 'manager' WHERE id = (SELECT user_id FROM outbox WHERE id = :id)"
BAD_READER = "UPDATE users SET role = 'unheard_of' WHERE id = (SELECT user_id FROM outbox WHERE id = :id)"
BAD_PAYLOAD = "UPDATE outbox SET payload = 'no json' WHERE id = :id"


def spoil(firm: Firm, statement: str, row_id: int) -> None:
    with firm.tx() as tx:
        tx.execute(text(statement), {"id": row_id})


def states(firm: Firm) -> list[str]:
    with firm.tx() as tx:
        return list(tx.scalars(text("SELECT state FROM outbox WHERE kind = 'note' ORDER BY id")))


@pytest.mark.parametrize("words", ["a\x00b", "half \ud83d of it"])
def test_words_of_telegram_that_no_database_keeps(firm: Firm, words: str) -> None:
    first, _ = owing(firm, firm.oleg), owing(firm, firm.maria)
    one, other = claimed(firm), claimed(firm)
    refused = Sending(one.id, one.tries, OutboxState.REFUSED, error=words)
    with firm.tx() as tx:
        settle(tx, [refused, Sending(other.id, other.tries, OutboxState.SENT, message_id=7)], now=NOON)

    assert states(firm) == ["refused", "sent"]
    assert row(firm, first).error in ("ab", "half ? of it")


def test_an_end_of_which_not_all_can_be_written_down(firm: Firm) -> None:
    """What was sent is not sent again, and the others' ends stand."""
    first, _ = owing(firm, firm.oleg), owing(firm, firm.maria)
    one, other = claimed(firm), claimed(firm)
    spoil(firm, BAD_READER, first)
    refused = Sending(one.id, one.tries, OutboxState.REFUSED, unreachable=True)
    with firm.tx() as tx:
        settle(tx, [refused, Sending(other.id, other.tries, OutboxState.SENT, message_id=7)], now=NOON)

    assert states(firm) == ["refused", "sent"]


@pytest.mark.parametrize("damage", [BAD_READER, BAD_PAYLOAD])
def test_one_that_cannot_be_read_is_put_off_and_the_others_go(firm: Firm, damage: str) -> None:
    if damage == BAD_PAYLOAD and firm.engine.dialect.name == "postgresql":
        return  # keeps no such thing
    first, second = owing(firm, firm.oleg), owing(firm, firm.maria)
    spoil(firm, damage, first)
    with firm.tx() as tx:
        assert waiting(tx, now=NOON)
        assert next_owed(tx, LEASE, now=NOON) is None
    with firm.tx() as tx:
        owed = next_owed(tx, LEASE, now=NOON)

    assert owed is not None
    assert owed.id == second
    assert told(firm, "alert") == [
        (firm.owner.user_id, {"cause": "message_failed", "more": 0, "number": first})
    ]
    assert states(firm) == ["queued", "sending"]
    spoil(firm, GOOD_READER, first)
    with firm.tx() as tx:
        assert waiting(tx, now=NOON + PUT_OFF)
