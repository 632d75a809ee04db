"""A migration that fails in the middle leaves nothing behind, and the next start simply tries again."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import MetaData, inspect, select, text

from crm import migrate
from crm.backup import verify
from crm.db import engine_of
from crm.guards import CannotStart
from tests.crm.base import Firm

LATER = '''"""Fails after half of its work, as often as it is told to"""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0099", "{before}", None, None
FAILS = {fails}


def upgrade() -> None:
    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("companies", sa.Column("half", sa.Integer(), nullable=True))
    op.execute("UPDATE companies SET name = 'spoilt'")
    op.execute("INSERT INTO half (id) VALUES (1)")
    with op.batch_alter_table("companies") as batch:
        batch.alter_column("search_key", existing_type=sa.String(400), nullable=True)
    if FAILS:
        op.execute("SELECT no_such_column FROM companies")
'''


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a later version, in a place of their own."""
    scripts = Path(shutil.copytree(migrate.HERE, tmp_path / "scripts"))
    later = scripts / "versions" / "0099.py"
    later.write_text(LATER.format(before=migrate.HEAD, fails=True))
    monkeypatch.setattr(migrate, "HERE", scripts)
    monkeypatch.setattr(migrate, "HEAD", "0099")
    return later


def state(url: str) -> tuple[dict[str, list[str]], dict[str, list[tuple[object, ...]]]]:
    """Columns and rows of every table."""
    engine = engine_of(url)
    metadata = MetaData()
    with engine.connect() as connection:
        metadata.reflect(connection)
        look = inspect(connection)
        columns = {name: [repr(one) for one in look.get_columns(name)] for name in metadata.tables}
        rows = {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return columns, rows


def test_half_a_migration_leaves_nothing_and_can_be_repeated(
    database_url: str, scripts: Path, tmp_path: Path
) -> None:
    firm = Firm(database_url)
    firm.deal(company="Окна")
    firm.close()
    before = state(database_url)
    engine = engine_of(database_url)
    for _ in range(2):
        with pytest.raises(Exception, match="no_such_column"):
            migrate.upgrade(engine)
        engine.dispose()
        assert state(database_url) == before

    scripts.write_text(scripts.read_text().replace("FAILS = True", "FAILS = False"))
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.current(connection) == "0099"
        assert connection.scalar(text("SELECT count(*) FROM half")) == 1
    engine.dispose()
    if database_url.startswith("sqlite"):
        assert verify(tmp_path / "dozvon.before-0099.db").revision == before[1]["alembic_version"][0][0]


def test_a_migration_of_ours_that_fails_at_its_last_step_leaves_nothing(database_url: str) -> None:
    firm = Firm(database_url)
    firm.deal(company="Окна")
    firm.close()
    engine = engine_of(database_url)
    migrate.downgrade(engine, "0002")
    with engine.begin() as connection:
        connection.execute(text("CREATE INDEX ix_users_calendar_hash ON users (name)"))
    engine.dispose()
    before = state(database_url)
    for _ in range(2):
        with pytest.raises(Exception, match="ix_users_calendar_hash"):
            migrate.upgrade(engine)
        engine.dispose()
        assert state(database_url) == before

    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_users_calendar_hash"))
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.current(connection) == migrate.HEAD
    engine.dispose()


def test_rows_that_a_migration_orphans_stop_it(sqlite_url: str, scripts: Path) -> None:
    before = state(sqlite_url)
    scripts.write_text(
        scripts.read_text().replace("SELECT no_such_column FROM companies", "DELETE FROM outcomes")
    )
    engine = engine_of(sqlite_url)
    with pytest.raises(CannotStart, match="refers to"):
        migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()

    assert state(sqlite_url) == before


@pytest.mark.postgres
def test_a_database_on_a_server_is_dumped_before_its_tables_change(
    postgres_url: str, scripts: Path, tmp_path: Path
) -> None:
    before = state(postgres_url)
    engine = engine_of(postgres_url)
    with pytest.raises(Exception, match="no_such_column"):
        migrate.upgrade(engine, tmp_path / "copies")
    engine.dispose()

    copy = verify(tmp_path / "copies" / "before-0099.dump.gz")
    assert copy.revision == before[1]["alembic_version"][0][0]
    assert copy.rows["outcomes"] == 12


@pytest.mark.postgres
def test_a_new_database_on_a_server_is_not_dumped(empty_postgres_url: str, tmp_path: Path) -> None:
    engine = engine_of(empty_postgres_url)
    migrate.upgrade(engine, tmp_path / "copies")
    engine.dispose()

    assert not (tmp_path / "copies").exists()
