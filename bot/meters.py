"""What the parts count as they work. This one forgets it all: nobody asked for figures."""


class Meters:
    """Called on the way of every press, so each call is one plain method; `bot.metrics` keeps the figures.

    Seconds are real ones, unless said otherwise. No call carries who or what it was about.
    """

    def stored(self, count: int) -> None:
        """So many updates came that were not known yet."""

    def handled(self, seconds: float) -> None:
        """An update was handled to its end, in so many seconds."""

    def parked(self) -> None:
        """An update could not be read or handled, and was laid aside."""

    def retried(self) -> None:
        """An update waits and is handled again: the network or the database was away."""

    def ended(self, kind: str, result: str, seconds: float) -> None:
        """Sending a message owed ended so, with an `OutboxState`, so many seconds after it was claimed."""

    def due(self, late: float) -> None:
        """Something that was due was claimed so many seconds (of the rows' clock) after its moment."""

    def poll_failed(self, cause: str) -> None:
        """A poll brought no updates; `cause` is the name of the error's class."""

    def limited(self) -> None:
        """Telegram answered 429."""
