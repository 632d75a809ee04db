"""The databases that the fixtures hand out."""

from sqlalchemy import inspect, select

from crm.db import engine_of
from crm.models import Outcome


def test_a_database_comes_with_the_shipped_rows(database_url: str) -> None:
    engine = engine_of(database_url)
    with engine.connect() as connection:
        assert "no_answer" in connection.scalars(select(Outcome.key)).all()
    engine.dispose()


def test_an_empty_one_has_no_tables(empty_database_url: str) -> None:
    engine = engine_of(empty_database_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
