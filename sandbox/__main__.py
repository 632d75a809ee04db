"""`python -m sandbox --port 8081 --people people.json`: the sandbox alone, for any bot."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
from pathlib import Path

import orjson

from sandbox.people import Person
from sandbox.server import Sandbox

PEOPLE = (
    Person(id=1001, first_name="Alice", username="alice", phone="+447700900001"),
    Person(id=1002, first_name="Борис", language_code="ru", phone="+79161234567"),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--people", type=Path, help="JSON list of people with the fields of sandbox.Person")
    options = parser.parse_args()
    people = read_people(options.people) if options.people else list(PEOPLE)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(people, options.host, options.port))


def read_people(path: Path) -> list[Person]:
    return [Person(**item) for item in orjson.loads(path.read_bytes())]


async def serve(people: list[Person], host: str, port: int) -> None:
    sandbox = Sandbox(people)
    await sandbox.start(host, port)
    print(f"page:    {sandbox.base_url}\nBot API: {sandbox.base_url}\ntoken:   {sandbox.token}", flush=True)
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C alone stops it there
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    await sandbox.stop()


if __name__ == "__main__":
    main()
