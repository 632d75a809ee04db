"""A bot as a process of its own: started on its own core, asked for its CPU seconds and memory."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.standin import TOKEN, StandIn
from tools.environment import LEAN, LEAN_ENVIRONMENT

ROOT = Path(__file__).parent.parent
# As `make run` and the units of deploy/ start it, and without what only the development brings along.
OURS = (*LEAN, "-m", "benchmarks.peers.shipped")
STOCK = ("-m", "benchmarks.peers.stock")
CONCURRENT = (*STOCK, "concurrent")
AIOGRAM = ("-m", "benchmarks.peers.aiogram_bare")
AIOGRAM_UVLOOP = (*AIOGRAM, "uvloop")
JOBQUEUE = ("-m", "benchmarks.peers.jobqueue")
NOTHING = ("-m", "benchmarks.peers.nothing")
UNORDERED = (*LEAN, "-m", "benchmarks.peers.unordered")
MIB = 1024 * 1024
CPU_OF_A_PROCESS = 2  # CPUCLOCK_SCHED
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


class Bot:
    """A running bot and the stand-in it speaks to."""

    def __init__(self, process: asyncio.subprocess.Process, standin: StandIn) -> None:
        self.standin = standin
        self._process = process

    async def ended(self, how: signal.Signals) -> None:
        """Send the signal; return once the process is gone."""
        self._process.send_signal(how)
        await self._process.wait()

    def cpu(self) -> float:
        """CPU seconds of all its threads so far, the system's work for it included."""
        # /proc counts in ticks of 10 ms, a tenth of a short round. This clock of another process has
        # nanoseconds; its number is made as clock_getcpuclockid(3) of Linux makes it.
        return time.clock_gettime(~self._process.pid << 3 | CPU_OF_A_PROCESS)

    def memory(self) -> float:
        """Resident memory in MiB."""
        return int(self._proc("statm").split()[1]) * os.sysconf("SC_PAGE_SIZE") / MIB

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self._process.pid}/{name}").read_text()


@asynccontextmanager
async def running(*arguments: str, **settings: str) -> AsyncIterator[Bot]:
    """This bot beside a stand-in of its own, once it has polled; `settings` go into its environment."""
    standin = StandIn()
    await standin.start()
    try:
        async with beside(standin, *arguments, **settings) as bot:
            yield bot
    finally:
        standin.stop()


@asynccontextmanager
async def beside(standin: StandIn, *arguments: str, **settings: str) -> AsyncIterator[Bot]:
    """The same beside a stand-in that outlives it, as Telegram outlives a bot."""
    polls = standin.calls["getupdates"]
    with tempfile.TemporaryFile() as said:
        process = await _spawn(arguments, said.fileno(), _environment(standin, settings))
        try:
            await _polled(process, standin, polls)
            yield Bot(process, standin)
        except BaseException:
            said.seek(0)
            sys.stderr.write(said.read().decode(errors="replace")[-4000:])
            raise
        finally:
            await _end(process)


async def _spawn(arguments: tuple[str, ...], said: int, env: dict[str, str]) -> asyncio.subprocess.Process:
    """Started on the last core, with all its threads; we ourselves stay off it."""
    if len(CORES) > 1:
        os.sched_setaffinity(0, CORES[-1:])
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable, *arguments, env=env, cwd=tempfile.gettempdir(), stdout=said, stderr=said
        )
    finally:
        if len(CORES) > 1:
            os.sched_setaffinity(0, CORES[:-1])


def _environment(standin: StandIn, settings: dict[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        **LEAN_ENVIRONMENT,
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": standin.base_url,
        **settings,
    }


async def _polled(process: asyncio.subprocess.Process, standin: StandIn, before: int) -> None:
    polled = asyncio.ensure_future(standin.until(lambda: standin.calls["getupdates"] > before))
    ended = asyncio.ensure_future(process.wait())
    await asyncio.wait({polled, ended}, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    if process.returncode is not None:
        polled.cancel()
        raise RuntimeError(f"the bot ended with {process.returncode}")
    await polled


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), 15)
        except TimeoutError:
            process.kill()
            await process.wait()
