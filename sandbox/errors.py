"""Refusals, worded the way Telegram words them."""

from __future__ import annotations

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    502: "Bad Gateway",
}


class ApiError(Exception):
    """A call of the bot is refused; `parameters` are those of the reply (retry_after, migrate_to_chat_id)."""

    def __init__(self, code: int, reason: str = "", **parameters: int) -> None:
        prefix = PREFIXES.get(code, "Internal Server Error")
        super().__init__(f"{prefix}: {_lowered(reason)}" if reason else prefix)
        self.code = code
        self.parameters = parameters

    @property
    def description(self) -> str:
        return str(self)

    def worded(self, description: str) -> ApiError:
        """The same refusal in other words, prefix and all."""
        self.args = (description,)
        return self

    def reply(self) -> dict[str, object]:
        """The envelope of this refusal."""
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class ParseError(Exception):
    """Something inside a parameter can't be read; the caller knows what to put before the words."""


class HandError(Exception):
    """A person can't do that; `status` is the HTTP status of the page's answer."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


def bad_request(reason: str) -> ApiError:
    return ApiError(400, reason)


def forbidden(reason: str) -> ApiError:
    return ApiError(403, reason)


def too_many_requests(retry_after: int) -> ApiError:
    """`retry_after` in seconds."""
    return ApiError(429, f"retry after {retry_after}", retry_after=retry_after)


def _lowered(reason: str) -> str:
    """Sentences lose their capital after the prefix, MESSAGE_CODES keep it."""
    second = reason[1:2]
    if second == "_" or second.isupper():
        return reason
    return reason[:1].lower() + reason[1:]
