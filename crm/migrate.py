"""Bringing the database to today's tables, at start and by `python -m bot migrate`."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from crm.defaults import ship
from crm.models import Workspace

HERE = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Run what migrations are missing, in one transaction, and ship the default rows once."""
    with engine.begin() as connection:
        if current(connection) != head():
            command.upgrade(config(connection), "head")
    with Session(engine) as tx, tx.begin():
        ship(tx)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the tables back to a revision; their data goes."""
    with engine.begin() as connection:
        command.downgrade(config(connection), revision)


def current(connection: Connection) -> str | None:
    """The revision the database stands at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The revision this code expects."""
    return ScriptDirectory(str(HERE)).get_current_head()


def config(connection: Connection) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(HERE).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def furnish(tx: Session, *, name: str, zone: str, country: str, language: str, currency: str) -> None:
    """Write the workspace's row from the settings, at each start."""
    workspace = tx.get(Workspace, 1) or Workspace(id=1)
    workspace.name, workspace.zone, workspace.country = name, zone, country
    workspace.language, workspace.currency = language, currency
    tx.add(workspace)
