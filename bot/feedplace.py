"""Where people's calendars ask for their feeds, and where that arrives here."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.settings import Settings

FOLDER, ENDING = "/calendar/", ".ics"
NOBODY = "-" * 22
"""A token that is nobody's, of the right form."""


@dataclass(frozen=True)
class FeedPlace:
    """`url` is the address from outside; `host` and `port` are this process's own."""

    url: str
    host: str
    port: int

    @classmethod
    def of(cls, settings: Settings) -> "FeedPlace | None":
        """None without PUBLIC_URL."""
        if settings.public_url is None:
            return None
        host, _, port = settings.public_listen.rpartition(":")
        return cls(settings.public_url, host.strip("[]"), int(port))

    def link(self, token: str) -> str:
        return f"{self.url}{FOLDER}{token}{ENDING}"

    def here(self) -> str:
        """Where nobody's link arrives, without the proxy before it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}{urlsplit(self.link(NOBODY)).path}"

    def token_in(self, path: str) -> str | None:
        """What stands in the place of the token; None for the path of anything else."""
        before = urlsplit(self.url).path + FOLDER
        if not (path.startswith(before) and path.endswith(ENDING)):
            return None
        return path[len(before) : -len(ENDING)]
