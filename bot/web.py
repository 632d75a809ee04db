"""`/healthz`, `/readyz` and `/metrics`, for watchers on this machine. Loaded only where asked for."""

from collections.abc import Awaitable, Callable

import orjson
from aiohttp import web

from bot.health import Health, Report
from bot.settings import SettingsError

Exposition = Callable[[Report], bytes]


class HealthServer:
    """`figures` writes the metrics out as text. Port 0 is any free one."""

    def __init__(self, health: Health, figures: Exposition, host: str, port: int) -> None:
        self._health = health
        self._figures = figures
        self._host = host
        self._port = port
        self._runner: web.ServerRunner | None = None

    async def start(self) -> None:
        """Raises SettingsError."""
        self._runner = web.ServerRunner(web.Server(self._answer, access_log=None))
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self.stop()
            raise SettingsError(
                f"HEALTH_PORT {self._port} of {self._host} cannot be used: {error.strerror}."
            ) from None

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def address(self) -> str:
        """The address it listens on, such as http://127.0.0.1:9100."""
        assert self._runner is not None, "not started"  # noqa: S101
        host, port = self._runner.addresses[0][:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        pages: dict[str, Callable[[], Awaitable[web.Response]]] = {
            "/healthz": self._healthz,
            "/readyz": self._readyz,
            "/metrics": self._metrics,
        }
        page = pages.get(request.path)
        if page is None:
            return web.Response(status=404)
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, headers={"Allow": "GET, HEAD"})
        return await page()

    async def _healthz(self) -> web.Response:
        report = await self._health.report()
        return _json(report.plain(), well=not report.red)

    async def _readyz(self) -> web.Response:
        needed = await self._health.ready()
        return _json(needed, well=all(needed.values()))

    async def _metrics(self) -> web.Response:
        text = self._figures(await self._health.report())
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


def _json(answer: object, *, well: bool) -> web.Response:
    body = orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)
    return web.Response(status=200 if well else 503, body=body, content_type="application/json")
