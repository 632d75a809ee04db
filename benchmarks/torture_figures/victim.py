"""A bot to be killed: a process of its own, known by its real pid, started again and again."""

import asyncio
import itertools
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.process import ROOT
from benchmarks.torture_figures.senders import signed

OURS = ("-m", "bot", "run")
OURS_READY = b"is at work"
FAULT = re.compile(rb'"level": ?"(?:error|critical)"')
LONGEST_START = 60.0
LONGEST_STOP = 20.0
LIVES = itertools.count(1)  # over all victims


class Victim:
    """`ready` stands in the line the program prints once it works. Its output goes to the file `log`."""

    def __init__(
        self, env: Mapping[str, str], log: Path, command: Sequence[str] = OURS, ready: bytes = OURS_READY
    ) -> None:
        self._command = command
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self._env = {**kept, "PYTHONPATH": str(ROOT), "LOG_FORMAT": "json", **env}
        self._log = log
        self._ready_line = ready
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._life = 0
        self.deaths: dict[int, float] = {}
        """When each of its lives that were killed was, in seconds since 1970; see `senders`."""

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Begin a life; `until_ready` waits for its first word."""
        self._ready = asyncio.Event()
        self._life = next(LIVES)
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._command,
            env=self._env | {"BOT_API_URL": signed(self._env["BOT_API_URL"], self._life)},
            cwd=tempfile.gettempdir(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    async def until_ready(self) -> None:
        async with asyncio.timeout(LONGEST_START):
            await self._ready.wait()
        assert self._process is not None
        if self._process.returncode is not None:
            self._ended_by_itself()

    async def kill(self) -> None:
        """SIGKILL to the process itself; it must still have been alive."""
        assert self._process is not None
        at = time.time()
        if self._process.returncode is None:
            os.kill(self.pid, signal.SIGKILL)
        if await self._end() != -signal.SIGKILL:
            self._ended_by_itself()
        self.deaths[self._life] = at

    async def stop(self) -> None:
        """As a service manager stops it."""
        assert self._process is not None
        if self._process.returncode is None:
            os.kill(self.pid, signal.SIGTERM)
        try:
            async with asyncio.timeout(LONGEST_STOP):
                code = await self._end()
        except TimeoutError:
            os.kill(self.pid, signal.SIGKILL)
            await self._end()
            raise
        if code:
            self._ended_by_itself()

    def give_up(self) -> None:
        """Leave nothing behind when the run itself failed."""
        if self._process is not None and self._process.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    async def _end(self) -> int:
        assert self._process is not None
        code = await self._process.wait()
        if self._listening is not None:
            await self._listening
        return code

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        with self._log.open("ab") as log:
            async for line in process.stdout:
                log.write(line)
                if self._ready_line in line:
                    self._ready.set()
        self._ready.set()

    def _ended_by_itself(self) -> None:
        assert self._process is not None
        end = self._log.read_bytes()[-3000:].decode(errors="replace")
        raise RuntimeError(f"the bot ended by itself with {self._process.returncode}:\n{end}")


def faults_in(log: Path) -> list[str]:
    """Errors in all that was printed."""
    lines = log.read_bytes().splitlines() if log.exists() else []
    return [line.decode(errors="replace")[:300] for line in lines if FAULT.search(line)]


def deaths_of(victims: Iterable[Victim]) -> dict[int, float]:
    """Of all of them, by life."""
    return {life: at for victim in victims for life, at in victim.deaths.items()}
