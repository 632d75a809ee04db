"""The sandbox as one object: a world, its two sides and the HTTP server in front of them."""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.api.door import AroundCall, Door
from sandbox.clock import Clock
from sandbox.clockroutes import ClockRoutes
from sandbox.faultroutes import FaultRoutes
from sandbox.guard import guard, is_loopback
from sandbox.limits import LimitRoutes
from sandbox.pageroutes import PageRoutes
from sandbox.people import Person
from sandbox.phones.routes import PhoneRoutes
from sandbox.updateroutes import UpdateRoutes
from sandbox.webhook import SHORT_DELAYS
from sandbox.world import World

MAX_BODY = 64 * 1024 * 1024
PAGE = Path(__file__).parent / "page"


class Sandbox:
    """A local Telegram: the bot's side under /bot<token>/, the people's under /page, the page itself at /."""

    def __init__(
        self,
        people: Iterable[Person],
        *,
        token: str | None = None,
        bot_name: str = "Bot",
        bot_username: str = "sandbox_bot",
        frozen: dt.datetime | None = None,
        record: Callable[[dict[str, Any]], None] | None = None,
        on_visit: Callable[[str], Awaitable[None]] | None = None,
        webhook_delays: tuple[float, float] = SHORT_DELAYS,
    ) -> None:
        """Without a `token` one is minted. `frozen` (aware) stops the clock at that moment.

        `record` gets each Bot API call as check_requests.py reads it. `on_visit` is awaited once, before the
        page is first answered, with the visitor's language ("ru" or "en"). `webhook_delays` as in Webhook.
        """
        self.clock = Clock(frozen)
        self.token = token or f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(26)}"
        self._world = World(people, self.token, bot_name, bot_username, self.clock, webhook_delays)
        self._door = Door(self._world, record)
        self._page = PageRoutes(PAGE, on_visit)
        self._runner: web.AppRunner | None = None
        self._base_url = ""

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:PORT`: the page, and what a bot takes as BOT_API_URL."""
        if not self._base_url:
            raise RuntimeError("the sandbox is not started")
        return self._base_url

    def set_people(self, people: Iterable[Person]) -> None:
        """Replace the people; whoever stays (by id) keeps the chat."""
        self._world.set_people(people)

    def around_call(self, hook: AroundCall | None) -> None:
        """Let `hook(method, chat_id, carry_out)` stand around each call of the bot.

        It awaits `carry_out()` for the result, or does not; an ApiError it raises is the bot's answer.
        """
        self._door.around_call = hook

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on a loopback address only; port 0 takes a free one. Raises ValueError, OSError."""
        if not is_loopback(host):
            raise ValueError(f"the sandbox listens on loopback only, not on {host}")
        # Longer than clients keep an idle connection, so that none is closed under a request.
        runner = web.AppRunner(
            self._application(), access_log=None, keepalive_timeout=3600.0, shutdown_timeout=1.0
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        bound_port = runner.addresses[0][1]
        self._base_url = f"http://[{host}]:{bound_port}" if ":" in host else f"http://{host}:{bound_port}"

    async def stop(self) -> None:
        """Safe to repeat."""
        if self._runner is None:
            return
        runner, self._runner = self._runner, None
        self._world.close()
        self._door.faults.close()
        await self._world.webhook.remove()
        await asyncio.sleep(0)  # let held polls and streams answer before their connections go
        await runner.cleanup()

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[guard], client_max_size=MAX_BODY)
        app.router.add_route("*", "/bot{token:[^/]*}/{method:[^/]+}", self._door.call)
        app.router.add_get("/file/bot{token:[^/]*}/{path:.+}", self._door.file)
        PhoneRoutes(self._world).add_to(app.router)
        ClockRoutes(self.clock, self._world.clock_hub).add_to(app.router)
        FaultRoutes(self._door.faults, self._world.ledger).add_to(app.router)
        LimitRoutes(self._door.limits).add_to(app.router)
        UpdateRoutes(self._world.updates, self._world.webhook).add_to(app.router)
        self._page.add_to(app.router)
        app.router.add_route("*", "/{path:.*}", self._door.no_such_path)
        return app
