"""Which life of a bot sent a message: each is told an address of the sandbox that bears its number.

Moments cannot tell: what a bot had sent when it was killed may be read long after, on a busy machine.
"""

from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

from aiohttp import BasicAuth, web
from aiohttp.typedefs import Handler

from sandbox import Sandbox
from sandbox.ledger import Ledger
from sandbox.messages import Message

SENDER: ContextVar[int | None] = ContextVar("SENDER", default=None)


def signed(url: str, life: int) -> str:
    """The same address; every HTTP client repeats the number in the head of each of its requests."""
    parts = urlsplit(url)
    return parts._replace(netloc=f"{life}@{parts.netloc}").geturl()


class SignedLedger(Ledger):
    """Each message has the number of the life that sent it as its `life`; None where nobody's was told."""

    def message(self, event: str, message: Message) -> None:
        super().message(event, message)
        self._entries[-1]["life"] = SENDER.get()


class SignedSandbox(Sandbox):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._world.ledger = SignedLedger(self.clock.now)

    def _application(self) -> web.Application:
        app = super()._application()
        app.middlewares.append(_known)
        return app


@web.middleware
async def _known(request: web.Request, handler: Handler) -> web.StreamResponse:
    told = request.headers.get("Authorization")
    SENDER.set(int(BasicAuth.decode(told).login) if told else None)
    return await handler(request)
