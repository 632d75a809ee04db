"""The page of phones itself: one document and its static files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from sandbox.errors import HandError

HEADERS = {"Cache-Control": "no-cache", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"}


class PageRoutes:
    def __init__(self, folder: Path, on_visit: Callable[[str], Awaitable[None]] | None) -> None:
        self._folder = folder
        self._on_visit = on_visit
        self._visited = asyncio.Lock()

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/", self.index)
        router.add_get("/page/static/{path:.+}", self.static)

    async def index(self, request: web.Request) -> web.StreamResponse:
        async with self._visited:
            if self._on_visit is not None:
                await self._on_visit(visitor_language(request.headers.get("Accept-Language", "")))
                self._on_visit = None
        return web.FileResponse(self._folder / "index.html", headers=HEADERS)

    async def static(self, request: web.Request) -> web.StreamResponse:
        root = (self._folder / "static").resolve()
        path = (root / request.match_info["path"]).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            raise HandError("no such file", 404)
        return web.FileResponse(path, headers=HEADERS)


def visitor_language(accepted: str) -> str:
    """ "ru" when Russian is preferred to English, else "en"."""
    best = {"ru": -1.0, "en": 0.0}
    for item in accepted.split(","):
        code, _, quality = item.strip().partition(";q=")
        language = code.strip().lower()[:2]
        if language in best:
            try:
                best[language] = max(best[language], float(quality or 1))
            except ValueError:
                continue
    return "ru" if best["ru"] > best["en"] else "en"
