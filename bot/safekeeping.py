"""`python -m bot backup`, `verify`, `restore` and `move`: what they say and ask."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import clock_of
from bot.settings import Settings, SettingsError
from crm.backup import BadBackup, Report, backup, restore, verify, would_overwrite
from crm.guards import CannotStart
from crm.move import CannotMove, move


def make(settings: Settings, file: Path) -> None:
    with _in_one_sentence():
        click.echo(f"{file} is written and checked: {_contents(backup(settings.database_url, file))}.")


def check(file: Path) -> None:
    with _in_one_sentence():
        click.echo(f"{file} is sound: {_contents(verify(file))}.")


def put_back(settings: Settings, file: Path, *, agreed: bool) -> None:
    """`agreed`: nobody is asked whether the database may be replaced."""
    with _in_one_sentence():
        report = verify(file)
        overwrite = would_overwrite(settings.database_url)
        if overwrite and not agreed:
            click.echo(f"{file}: {_contents(report)}.")
            click.confirm("Everything in the database now will be replaced. Go on?", abort=True)
        now = asyncio.run(_now(settings))
        held = restore(file, settings.database_url, overwrite=overwrite, now=now)
        click.echo(f"The database is what it was in {file}: {_contents(report)}.")
        if held:
            click.echo(f"{held} messages that fell due since are held: the bot asks the owner about them.")


def transfer(source: str, target: str) -> None:
    """Everything from the SQLite file to PostgreSQL; each table is told with its rows and checksum."""
    with _in_one_sentence():
        moved = move(source, target)
    for one in moved:
        click.echo(f"{one.table:<16}{one.rows:>10}  sha256 {one.checksum[:16]}  equal")
    rows = sum(one.rows for one in moved)
    click.echo(f"Moved: {rows} rows in {len(moved)} tables, counts and checksums equal on both sides.")
    click.echo("Set DATABASE_URL to the new address and start the bot. The file stays as it was.")


async def _now(settings: Settings) -> dt.datetime:
    clock = clock_of(settings.clock_url)
    try:
        await clock.start()
        return clock.now()
    finally:
        await clock.stop()


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except (BadBackup, CannotMove, CannotStart) as error:
        raise SettingsError(str(error)) from None
    except SQLAlchemyError:
        # The driver's own words may hold the address with its password.
        raise SettingsError("The address names a database that does not answer.") from None


def _contents(report: Report) -> str:
    rows = sum(report.rows.values())
    return f"{report.kind}, revision {report.revision}, {rows} rows, {report.size / 1e6:.1f} MB"
