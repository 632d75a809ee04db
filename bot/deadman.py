"""A sign of life to an address of the operator's: whoever watches it misses it when it stops."""

import aiohttp
import structlog

log = structlog.get_logger(__name__)

PATIENCE = 10.0  # seconds for the answer


class Heartbeat:
    """The address is a secret: it is in no line of the log."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._failing = False

    async def beat(self) -> bool:
        """Request the address: is it heard? Never raises; a row of failures is logged once."""
        trouble = await self._request()
        if trouble is not None and not self._failing:
            log.warning("the heartbeat is not heard", error=trouble)
        elif trouble is None and self._failing:
            log.info("the heartbeat is heard again")
        self._failing = trouble is not None
        return trouble is None

    async def _request(self) -> str | None:
        """What went wrong, without the address."""
        # A session for each: one request a minute needs no connection kept.
        limits = aiohttp.ClientTimeout(total=PATIENCE)
        try:
            async with aiohttp.ClientSession(timeout=limits) as session, session.get(self._url) as answer:
                return None if answer.status < 400 else f"status {answer.status}"
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            return type(error).__name__
