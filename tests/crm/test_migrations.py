"""Migrations: up, down, up again, on both databases; the tables they make are those of the models."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from crm import migrate
from crm.db import engine_of
from crm.models import Base, Outcome, OutcomeStage


def tables(url: str) -> set[str]:
    engine = engine_of(url)
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def test_up_down_up(empty_database_url: str) -> None:
    engine = engine_of(empty_database_url)
    migrate.upgrade(engine)
    everything = tables(empty_database_url)
    migrate.downgrade(engine)
    nothing = tables(empty_database_url)
    migrate.upgrade(engine)
    migrate.upgrade(engine)

    assert everything == set(Base.metadata.tables)
    assert nothing == set()
    assert tables(empty_database_url) == everything
    with Session(engine) as tx:
        assert len(tx.scalars(select(Outcome)).all()) == 12
    engine.dispose()


@pytest.mark.postgres
def test_of_processes_that_start_at_once_one_migrates(empty_postgres_url: str) -> None:
    def start(_: int) -> None:
        engine = engine_of(empty_postgres_url)
        try:
            migrate.upgrade(engine)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(5) as threads:
        list(threads.map(start, range(5)))

    engine = engine_of(empty_postgres_url)
    with Session(engine) as tx:
        assert len(tx.scalars(select(Outcome)).all()) == 12
    engine.dispose()


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    engine = engine_of(database_url)
    with engine.begin() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()

    assert difference == []


def test_the_head_that_the_start_looks_for_is_the_last_migration() -> None:
    assert ScriptDirectory(str(migrate.HERE)).get_current_head() == migrate.HEAD


def test_a_companys_own_choice_survives_a_start(database_url: str) -> None:
    engine = engine_of(database_url)
    with Session(engine) as tx, tx.begin():
        tx.delete(tx.scalars(select(OutcomeStage)).first())
        left = len(tx.scalars(select(OutcomeStage)).all())
    migrate.upgrade(engine)
    with Session(engine) as tx:
        assert len(tx.scalars(select(OutcomeStage)).all()) == left
    engine.dispose()
