"""The server that the tests bring along."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest

from tests import postgres

pytestmark = pytest.mark.postgres


def test_each_test_gets_a_database_of_its_own(postgres_server: postgres.Server) -> None:
    with postgres_server.fresh_database() as first, postgres_server.fresh_database() as second:
        with psycopg.connect(first) as connection:
            connection.execute("create table client (name text)")

        assert tables(first) == ["client"]
        assert tables(second) == []


def test_a_template_is_prepared_once_and_copied(postgres_server: postgres.Server) -> None:
    prepared = []

    def prepare(url: str) -> None:
        prepared.append(url)
        with psycopg.connect(url) as connection:
            connection.execute("create table deal (id int)")

    for _ in range(2):
        template = postgres_server.template("two deals", prepare)
        with postgres_server.fresh_database(template) as url:
            assert tables(url) == ["deal"]

    assert len(prepared) == 1


def test_a_database_is_dropped_with_its_connections(postgres_server: postgres.Server) -> None:
    with postgres_server.fresh_database() as url:
        forgotten = psycopg.connect(url)

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)
    forgotten.close()


@pytest.mark.slow
@pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="the server is somebody else's")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_killed_run_leaves_no_server_behind(tmp_path_factory: pytest.TempPathFactory) -> None:
    program = (
        "from tests import postgres\n"
        "with postgres.running() as server:\n"
        "    print(server.url, flush=True)\n"
        "    input()\n"
    )
    place = {**os.environ, "TMPDIR": str(tmp_path_factory.mktemp("pg"))}
    run = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=place
    )
    assert run.stdout is not None
    url = run.stdout.readline().decode().strip()
    connection = psycopg.connect(url, autocommit=True)

    run.send_signal(signal.SIGKILL)
    run.communicate()

    with pytest.raises(psycopg.OperationalError):
        connection.execute("select pg_sleep(30)")
    connection.close()


def tables(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    return [name for (name,) in rows]
