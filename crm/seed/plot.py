"""What a plot is made of: moments of the company's days, and what happens at them."""

from dataclasses import dataclass

from crm.models import StepKind
from crm.requests import Convenient


@dataclass(frozen=True)
class Past:
    """On the `day`-th day of work back (0: the last one), at a share of the hours fit for a call."""

    day: int
    share: float


@dataclass(frozen=True)
class Undone:
    """As `Past`, of a step that nobody came to: never a day off, but the working day before it."""

    day: int
    share: float


@dataclass(frozen=True)
class Ahead:
    """In that many working days; 0 is the rest of today, or the next one where nothing is left of it."""

    days: int
    share: float


@dataclass(frozen=True)
class Closing:
    """Minutes before the last hour of work ends: before now, on a working day."""

    minutes: int


@dataclass(frozen=True)
class Ago:
    """Minutes before now, by day or by night: clients write when they like."""

    minutes: int


@dataclass(frozen=True)
class OnTime:
    """Minutes after the deal's next step fell due."""

    minutes: int


@dataclass(frozen=True)
class After:
    """Minutes after the event before."""

    minutes: int


@dataclass(frozen=True)
class Soon:
    """In a few minutes where this client can be called at this hour best; else `otherwise`."""

    otherwise: Ahead


When = Past | Closing | Ago | OnTime | After
Next = Past | Undone | Ahead | Soon


@dataclass(frozen=True)
class Event:
    """`what` is an outcome's key or one of the acts of `crm.seed.acts`; sums are in whole roubles."""

    when: When
    what: str
    next: Next | None = None
    sum: int | None = None
    reason: str | None = None
    kind: StepKind | None = None
    own_words: bool = False
    """The reason is the plot's next line."""
    other_number: bool = False
    """A wrong number: the client has another one."""


@dataclass(frozen=True)
class Plot:
    """One client's story. Events that would lie ahead of now have not happened."""

    zone: str | None
    manager: int
    """0 or 1; a request finds its manager itself."""
    begins: When
    events: tuple[Event, ...] = ()
    first: Next | None = None
    """When the first call is planned; None: at once, or at the next opening."""
    sum: int | None = None
    source: str | None = None
    request: Convenient | None = None
    """The client came by himself, through the bot."""
