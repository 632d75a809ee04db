"""Bringing the database to today's tables, at start and by `python -m bot migrate`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text, update
from sqlalchemy.orm import Session

from crm.defaults import ship
from crm.guards import CannotStart
from crm.locks import MIGRATION, hold
from crm.models import User, Workspace
from crm.replan import COMPANY_CHANGED

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent / "migrations"
HEAD = "0003"
"""The revision this code expects. Named here so that a usual start does not load Alembic: 9 MB and 0.1 s."""


def upgrade(engine: Engine, copies: Path | None = None) -> None:
    """Run what migrations are missing, in one transaction, and ship the default rows once.

    What has something in it is copied before: a SQLite file to `<name>.before-<revision>.db` beside it,
    PostgreSQL to `before-<revision>.dump.gz` in the folder `copies`, if there is one. Of several
    processes that start at once on PostgreSQL one does it, and the others wait. Raises CannotStart,
    BadBackup.
    """
    with engine.connect() as connection:
        revision = current(connection)
    if revision != HEAD:
        if not known(revision):
            raise CannotStart(
                f"The database is of a newer version of Dozvon (revision {revision}): install that one."
            )
        if revision is not None and engine.dialect.name == "sqlite":
            _keep_a_copy(Path(str(engine.url.database)))
        with rebuilding(engine) as connection:
            hold(connection, MIGRATION)
            revision = current(connection)
            if revision != HEAD:
                if revision is not None and copies is not None and engine.dialect.name == "postgresql":
                    _keep_a_dump(engine, copies)
                from alembic import command

                command.upgrade(config(connection), HEAD)
    with Session(engine) as tx, tx.begin():
        hold(tx.connection(), MIGRATION)
        ship(tx)


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """A transaction for migrations. On SQLite references are looked at once, at its end.

    There a table is changed by making it anew, which those that refer to it would not allow; and within
    a transaction they cannot be told to (https://www.sqlite.org/lang_altertable.html, 7).
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise CannotStart("The tables cannot be changed: a row refers to one that is not there.")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def known(revision: str | None) -> bool:
    """Whether this version can bring a database of that revision to today's tables."""
    if revision in (None, HEAD):
        return True
    from alembic.script import ScriptDirectory

    return revision in {script.revision for script in ScriptDirectory(str(HERE)).walk_revisions()}


def _keep_a_copy(file: Path) -> None:
    from crm.copies import copy

    copy(file, file.with_name(f"{file.stem}.before-{HEAD}.db"))


def _keep_a_dump(engine: Engine, folder: Path) -> None:
    from crm.dumps import dump

    folder.mkdir(parents=True, exist_ok=True)
    dump(engine, folder / f"before-{HEAD}.dump.gz")


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the tables back to a revision; their data goes."""
    from alembic import command

    with engine.begin() as connection:
        command.downgrade(config(connection), revision)


def current(connection: Connection) -> str | None:
    """The revision the database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def config(connection: Connection) -> "Config":
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(HERE).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def furnish(tx: Session, *, name: str, zone: str, country: str, language: str, currency: str) -> None:
    """Write the workspace's row from the settings, at each start.

    Where its zone or country is another now, people who have the old zone follow, and what is planned is
    put right by `crm.replan.follow_release`.
    """
    workspace = tx.get(Workspace, 1) or Workspace(id=1, zone=zone, country=country)
    if workspace.tz_release is not None and (workspace.zone, workspace.country) != (zone, country):
        tx.execute(update(User).where(User.zone == workspace.zone).values(zone=zone))
        workspace.tz_release = COMPANY_CHANGED
    workspace.name, workspace.zone, workspace.country = name, zone, country
    workspace.language, workspace.currency = language, currency
    tx.add(workspace)
