"""The command line: `python -m bot [run|demo|migrate|seed|doctor|backup|verify|restore|move]`."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot import logs
from bot.settings import Settings, SettingsError, load

if TYPE_CHECKING:
    from bot.app import App

WRONG_SETTING = 2
STOPS_WITHIN = 9.5  # seconds: who stops services waits for ten
COLLECT_AFTER = (5_000, 20, 50)  # objects, then how many of those rounds; Python's own: 700, 10, 10
FILE = click.Path(path_type=Path)


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Dozvon, a CRM for sales teams that lives in Telegram. Without a command: run."""
    try:
        settings = load()
    except SettingsError as error:
        _stop(str(error))
    logs.set_up(settings.log_format, settings.log_level, settings.secrets())
    context.obj = settings
    if context.invoked_subcommand is None:
        context.invoke(run)


@main.command()
@click.pass_context
def run(context: click.Context) -> None:
    """The bot on Telegram; without a token, the demonstration."""
    settings: Settings = context.obj
    if not settings.live:
        context.invoke(demo)
        return
    _run(_serve(settings))


@main.command()
@click.option("--port", type=int, help="Port of the page; without it 8080 or the next free one.")
@click.option("--no-seed", is_flag=True, help="Begin with an empty company.")
@click.option("--database", help="Where the demo lives: sqlite:///path; without it var/demo.db.")
@click.pass_obj
def demo(settings: Settings, port: int | None, no_seed: bool, database: str | None) -> None:
    """The bot in a sandbox: a page of phones on this computer, with believable data."""
    from bot.demo import DATABASE, Demo

    _run(_until_stopped(Demo(settings, port=port, seeded=not no_seed, database=database or DATABASE)))


@main.command()
@click.pass_obj
def migrate(settings: Settings) -> None:
    """Bring the database to today's tables."""
    from bot.wiring import open_crm

    _run(_open_and_close(open_crm(settings)))
    click.echo("The database is up to date.")


@main.command()
@click.option("--language", type=click.Choice(["ru", "en"]), help="Without it, DEFAULT_LANGUAGE.")
@click.pass_obj
def seed(settings: Settings, language: str | None) -> None:
    """Fill an empty database with a believable company: the demonstration's, unless another is set."""
    from bot.demo import seed_database

    _run(seed_database(settings, language or settings.default_language))


@main.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Check settings, database, Telegram and clock: a line each."""
    from bot.doctor import examine

    if not _run(examine(settings)):
        sys.exit(1)


@main.command()
@click.argument("file", type=FILE)
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Write a checked copy of the database to FILE, while the bot works."""
    from bot.safekeeping import make

    _work(lambda: make(settings, file))


@main.command()
@click.argument("file", type=FILE)
def verify(file: Path) -> None:
    """Read the whole backup FILE: can it be put back?"""
    from bot.safekeeping import check

    _work(lambda: check(file))


@main.command()
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Replace what is there without asking.")
@click.pass_obj
def restore(settings: Settings, file: Path, yes: bool) -> None:
    """Put the backup FILE in the place of the database. The bot is stopped before."""
    from bot.safekeeping import put_back

    _work(lambda: put_back(settings, file, agreed=yes))


@main.command()
@click.option("--to", "target", required=True, envvar="MOVE_TO", help="postgresql://user:password@host/name")
@click.option("--from", "source", help="sqlite:///path; without it DATABASE_URL.")
@click.pass_obj
def move(settings: Settings, target: str, source: str | None) -> None:
    """Copy everything from SQLite to an empty PostgreSQL database. The bot is stopped before."""
    from bot.safekeeping import transfer

    _work(lambda: transfer(source or settings.database_url, target))


async def _serve(settings: Settings) -> None:
    gc.set_threshold(*COLLECT_AFTER)
    import bot.phrases  # noqa: F401 - first: what reading the languages took is used again by all the rest
    from bot.app import TokenRefused
    from bot.wiring import build, owner_link

    app = await build(settings)
    stopped = _stop_signal()
    try:
        starting = asyncio.create_task(app.start())
        waiting = asyncio.create_task(stopped.wait())
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            return
        await starting
        _settle_memory()
        click.echo(f"@{app.bot.username} is at work. Ctrl-C stops it.")
        link = await owner_link(app)
        if link:
            click.echo(
                f"Nobody owns the company yet. Open this link to become the owner (once, 48 hours): {link}"
            )
        await waiting
    except TokenRefused:
        raise SettingsError("BOT_TOKEN was refused by Telegram: take a fresh one from @BotFather.") from None
    finally:
        await _stopped(app)


async def _stopped(app: "App") -> None:
    """Stop it, and end the process at once where that hangs: a thread that waits for a database that does
    not answer would hold it for ever. What is not finished is stored.
    """
    try:
        async with asyncio.timeout(STOPS_WITHIN):
            await app.stop()
    except TimeoutError:
        click.echo("The stop took too long: what is not finished is taken up by the next start.", err=True)
        os._exit(1)


def _settle_memory() -> None:
    """What was loaded to start stays for good: the collector need not walk it again and again.

    A press makes and drops thousands of short-lived ones; nearly all go by their reference counts.
    """
    gc.collect()
    gc.freeze()


async def _until_stopped(service: Any) -> None:
    stopped = _stop_signal()
    try:
        await service.start()
        await stopped.wait()
    finally:
        await service.stop()


async def _open_and_close(opening: Coroutine[Any, Any, Any]) -> None:
    (await opening).close()


def _stop_signal() -> asyncio.Event:
    """Set by Ctrl-C and by a service manager's SIGTERM."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return _work(lambda: runner.run(work))


def _work(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except SettingsError as error:
        _stop(str(error))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop
    return uvloop.new_event_loop


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(WRONG_SETTING)


if __name__ == "__main__":
    main(prog_name="python -m bot")
