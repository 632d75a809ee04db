"""Fixtures that every part of the tests may use: databases.

`database_url` is a new database with today's tables and the shipped rows, `empty_database_url` one without
tables; a test that asks for either runs on SQLite and on PostgreSQL.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from crm import migrate
from crm.db import engine_of
from tests import postgres

# A slow machine is no failure; what was found once is printed so that it can be tried again.
settings.register_profile("dozvon", deadline=None, print_blob=True)
settings.load_profile("dozvon")

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One server for the whole run. Without one: a skip, or a failure where REQUIRE_POSTGRES=1."""
    try:
        with postgres.running() as server:
            yield server
    except postgres.NoServer as reason:
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail(f"REQUIRE_POSTGRES=1, but there is no PostgreSQL: {reason}")
        pytest.skip(f"NO POSTGRESQL, its half of the tests is left out: {reason}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the shipped rows, to be copied."""
    file = tmp_path_factory.mktemp("template") / "dozvon.db"
    migrated(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The URL of a new SQLite database with the shipped rows."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'dozvon.db')}"


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """The URL of a new PostgreSQL database with the shipped rows."""
    with postgres_server.fresh_database(postgres_server.template("shipped", migrated)) as url:
        yield url


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a new database with the shipped rows, of each kind in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def empty_postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    with postgres_server.fresh_database() as url:
        yield url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a new database without tables, of each kind in turn."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


def migrated(url: str) -> None:
    engine = engine_of(url)
    migrate.upgrade(engine)
    engine.dispose()
