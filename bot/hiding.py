"""What the log must not say: secrets whoever writes them, and people's words in the messages of errors."""

import re
import traceback
from collections.abc import Iterable
from types import TracebackType
from urllib.parse import quote

HIDDEN = "<token>"
LEFT_OUT = "…"
TOKEN = re.compile(r"(?<![0-9])[0-9]{5,}(?::|%3A)[A-Za-z0-9_-]{10,}", re.IGNORECASE)
PASSWORD = re.compile(r"(?<=://)([^\s:/@]*):[^\s/@]+@")
"""In an address such as postgresql://user:password@host/name."""
SHORTEST = 8  # characters: a shorter secret would be found in the middle of words

# An apostrophe opens nothing. What is not closed goes to the end: the message may have been cut.
QUOTED = re.compile(
    r"(?<!\w)[bru]?'(?:\\.|[^'\\])*(?:'|$)" r'|"(?:\\.|[^"\\])*(?:"|$)' r"|`[^`]*(?:`|$)", re.DOTALL
)
NUMBER = re.compile(r"\+?[0-9](?:[ ()-]*[0-9]){6,}")
FOREIGN = re.compile(r"[^\x00-\x7f]+(?:[\s.,-]+[^\x00-\x7f]+)*")

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class Hiding:
    """Knows this process's secrets, and hides them in any spelling, with everything shaped like a token."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        spelt = {
            spelling
            for secret in secrets
            if len(secret) >= SHORTEST
            for spelling in (secret, quote(secret, safe=""), quote(secret))
        }
        longest_first = sorted(spelt, key=len, reverse=True)
        self._exact = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)

    def hide(self, text: str) -> str:
        text = PASSWORD.sub(rf"\1:{HIDDEN}@", TOKEN.sub(HIDDEN, text))
        return self._exact.sub(HIDDEN, text)

    def impersonal(self, message: str) -> str:
        """A message without what it quotes, long numbers and words that are not English.

        Those are what somebody typed, his name or his phone.
        """
        # First what is known by its whole: half of it would be known no more.
        message = self.hide(message)
        for pattern in (QUOTED, NUMBER, FOREIGN):
            message = pattern.sub(LEFT_OUT, message)
        return message

    def told(self, error: BaseException) -> str:
        """Class and message of an error: the first line, since databases quote the row in the others."""
        first = self.impersonal(str(error).partition("\n")[0])
        return f"{type(error).__qualname__}: {first}" if first else type(error).__qualname__

    def traced(self, exc_info: ErrorInfo) -> str:
        """A traceback as Python prints it, causes first, with impersonal messages."""
        return "\n".join(self._chain(exc_info[1], set()))

    def _chain(self, error: BaseException, seen: set[int]) -> list[str]:
        seen.add(id(error))
        before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        lines = self._chain(before, seen) if before is not None and id(before) not in seen else []
        if lines:
            lines.append("which led to:")
        for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            if id(part) not in seen:
                lines += [*self._chain(part, seen), "one of the group:"]
        lines += [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
        return [*lines, self.told(error)]
