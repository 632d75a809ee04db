"""Kept statements say the same as SQLAlchemy would, on SQLite past it."""

import datetime as dt

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from crm.kept import Kept
from crm.models import Activity, ActivityKind, Deal, DealState
from crm.models.base import Base
from tests.crm.base import NOON, Firm

LINES, DEALS = (Base.metadata.tables[one.__tablename__] for one in (Activity, Deal))
COLUMNS = ("client_id", "kind", "at", "before", "text")
ADD = Kept(insert(LINES).values({name: bindparam(name) for name in COLUMNS}).returning(LINES.c.id))
READ = Kept(select(*(LINES.c[name] for name in COLUMNS)).where(LINES.c.id == bindparam("line")))
CLOSE = Kept(
    update(DEALS)
    .where(DEALS.c.id == bindparam("deal"), DEALS.c.state == DealState.OPEN)
    .values(state=DealState.LOST, step_kind=None, step_at=None, step_purpose=None, step_origin=None)
)
NAMED = Kept(select(DEALS.c.id).where(DEALS.c.need == bindparam("need")).order_by(DEALS.c.id))


def line(tx: Session, deal_id: int) -> dict[str, object]:
    """In Vladivostok's hour: moments come back in UTC, however they were said."""
    at = NOON.astimezone(dt.timezone(dt.timedelta(hours=10)))
    client_id = tx.get_one(Deal, deal_id).client_id
    values = (client_id, ActivityKind.NOTE, at, {"a": [1, None]}, "его «слова»")
    return dict(zip(COLUMNS, values, strict=True))


def test_values_come_back_as_they_went_in(firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx:
        said = line(tx, deal_id)
        row = ADD.row(tx, said)
        assert row is not None
        read = READ.row(tx, {"line": row[0]})
        written = tx.get_one(Activity, row[0])

        assert read is not None
        assert list(read) == [*said.values()] == [getattr(written, name) for name in COLUMNS]
        assert isinstance(read[1], ActivityKind)
        assert read[2].utcoffset() == dt.timedelta(0)
        assert written.user_id is None


def test_a_naive_moment_is_refused(firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx, pytest.raises(Exception, match="must be aware"):
        ADD.row(tx, line(tx, deal_id) | {"at": NOON.replace(tzinfo=None)})


def test_nothing_found_and_how_much_was_changed(firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx:
        assert READ.row(tx, {"line": 77}) is None
        assert NAMED.rows(tx, {"need": "nothing"}) == []
        assert [CLOSE.change(tx, {"deal": deal_id}) for _ in range(2)] == [1, 0]
        assert tx.get_one(Deal, deal_id).state is DealState.LOST


def test_all_rows_in_order(firm: Firm) -> None:
    deals = [firm.deal(need="Окна") for _ in range(3)]
    with firm.tx() as tx:
        assert [row[0] for row in NAMED.rows(tx, {"need": "Окна"})] == deals


def test_its_errors_are_those_of_sqlalchemy(firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx:
        values = line(tx, deal_id)
        with pytest.raises(IntegrityError) as refused, tx.begin_nested():
            ADD.row(tx, values | {"client_id": None})
    assert isinstance(refused.value, DBAPIError)
    assert refused.value.statement is not None
    # PostgreSQL's own words quote the row in their second line, which no log shows (`bot.hiding`).
    assert "слова" not in str(refused.value).partition("\n")[0]
