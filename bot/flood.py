"""Who presses faster than a thumb can is slowed: his own chat waits, everybody else does not notice."""

BURST = 40  # updates at once: an album, a few impatient thumbs
A_SECOND = 4.0  # updates after that, each second
MOST_CHATS = 10_000


class Flood:
    """A bucket of tokens for each chat that was active lately; one token an update."""

    def __init__(self, burst: int = BURST, a_second: float = A_SECOND) -> None:
        self._burst = burst
        self._a_second = a_second
        self._buckets: dict[int, tuple[float, float, bool]] = {}
        """By chat: tokens, when they were counted, whether it was said that they ran out."""

    def pause(self, chat_key: int, at: float) -> tuple[float, bool]:
        """How many seconds the next update of this chat must wait, and whether that is to be said now.

        `at` is in seconds of any clock that never goes back. Said once, until the bucket is full again.
        """
        tokens, counted_at, said = self._buckets.get(chat_key, (float(self._burst), at, False))
        tokens = min(self._burst, tokens + (at - counted_at) * self._a_second)
        said = said and tokens < self._burst
        tokens -= 1
        pause = max(0.0, -tokens / self._a_second)
        first = pause > 0 and not said
        self._buckets[chat_key] = (tokens, at, said or first)
        if len(self._buckets) > MOST_CHATS:
            self._forget_full(at)
        return pause, first

    def _forget_full(self, at: float) -> None:
        for chat_key, (tokens, counted_at, _) in list(self._buckets.items()):
            if tokens + (at - counted_at) * self._a_second >= self._burst:
                del self._buckets[chat_key]
