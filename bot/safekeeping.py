"""`python -m bot backup`, `verify` and `restore`: what they say and ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings, SettingsError
from crm.backup import BadBackup, Report, backup, restore, verify, would_overwrite
from crm.guards import CannotStart


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
        restore(file, settings.database_url, overwrite=overwrite)
        click.echo(f"The database is what it was in {file}: {_contents(report)}.")


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except (BadBackup, CannotStart) as error:
        raise SettingsError(str(error)) from None
    except SQLAlchemyError:
        # The driver's own words may hold the address with its password.
        raise SettingsError("DATABASE_URL names a database that does not answer.") from None


def _contents(report: Report) -> str:
    rows = sum(report.rows.values())
    return f"{report.kind}, revision {report.revision}, {rows} rows, {report.size / 1e6:.1f} MB"
