"""The address where calendars ask for their people's feeds. Whoever asks is known by the secret in his link.

Loaded only with PUBLIC_URL. Nobody else learns anything: not whether a link was ever valid, nor what is here.
"""

import asyncio
import hashlib
import os
import re
from collections.abc import Awaitable, Callable, Collection

import structlog
from aiohttp import web

from bot.feedplace import FeedPlace
from bot.feeds import Drawn
from bot.settings import SettingsError
from bot.webdoor import Listener, refusal, reply

log = structlog.get_logger(__name__)

# The feed that this token opens, drawn unless it has one of these tags; None where it opens none.
Draw = Callable[[str, Collection[str]], Awaitable[Drawn | None]]

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
AT_ONCE = 8  # feeds being drawn
BURST, A_SECOND = 30, 0.05  # of one link; calendars ask every few minutes at most
STRANGERS, STRANGERS_A_SECOND = 100, 10.0  # of all links that are not known to be valid
MOST_KNOWN = 10_000
WAIT = 60
"""Seconds that who asks too often is told to wait."""
PRIVATE = {
    "Cache-Control": "private, max-age=300",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class FeedDoor:
    def __init__(self, place: FeedPlace, draw: Draw) -> None:
        self._place = place
        self._draw = draw
        self._drawing = 0
        self._strangers = Bucket(STRANGERS, STRANGERS_A_SECOND)
        self._known: dict[bytes, Bucket] = {}
        """Links that were valid when last asked for: a flood of wrong ones does not shut them out."""
        self._runner: web.ServerRunner | None = None

    async def open(self) -> None:
        """Port 0 is any free one. Raises SettingsError."""
        host, port = self._place.host, self._place.port
        self._runner = web.ServerRunner(Listener(self._answer))
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self.close()
            why = os.strerror(error.errno) if error.errno else str(error)
            raise SettingsError(f"PUBLIC_LISTEN {host}:{port} cannot be used: {why}.") from None

    async def close(self) -> None:
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        token = self._place.token_in(request.rel_url.raw_path)
        if token is None or not TOKEN.fullmatch(token):
            return refusal(404)
        if request.method not in ("GET", "HEAD"):
            return refusal(405, Allow="GET, HEAD")
        link = hashlib.sha256(token.encode()).digest()
        bucket = self._known.get(link, self._strangers)
        if self._drawing >= AT_ONCE or not bucket.gives(asyncio.get_running_loop().time()):
            return reply(429, **{"Retry-After": str(WAIT)})
        self._drawing += 1
        try:
            feed = await self._draw(token, _known(request))
        except Exception as error:
            log.error("a feed is not drawn", exc_info=error)
            return refusal(503)
        finally:
            self._drawing -= 1
        self._remember(link, valid=feed is not None)
        return refusal(404) if feed is None else _answer_of(feed)

    def _remember(self, link: bytes, *, valid: bool) -> None:
        if not valid:
            self._known.pop(link, None)
        elif link not in self._known and len(self._known) < MOST_KNOWN:
            self._known[link] = Bucket(BURST, A_SECOND)


class Bucket:
    """So much at once, and so much a second after that."""

    def __init__(self, most: float, a_second: float) -> None:
        self._most = self._left = most
        self._a_second = a_second
        self._at = float("-inf")

    def gives(self, at: float) -> bool:
        """Whether one more is allowed `at` these seconds of any clock; what is refused costs nothing."""
        self._left = min(self._most, self._left + (at - self._at) * self._a_second)
        self._at = at
        if self._left < 1:
            return False
        self._left -= 1
        return True


def _known(request: web.BaseRequest) -> list[str]:
    """The tags of what the calendar has."""
    said = request.headers.get("If-None-Match", "").split(",")
    return [tag.strip().removeprefix("W/").strip('"') for tag in said]


def _answer_of(feed: Drawn) -> web.Response:
    headers = PRIVATE | {"ETag": f'"{feed.tag}"'}
    if feed.file is None:
        return reply(304, **headers)
    answer = reply(200, **headers, **{"Content-Type": "text/calendar; charset=utf-8"})
    answer.body = feed.file
    return answer
