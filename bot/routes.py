"""`Routes`: how a file of handlers says what it handles, and for whom.

    routes = Routes()

    @routes.tap(OutcomeTap)      # async def f(ctx, tap)
    @routes.command("next")      # async def f(ctx, rest): the words after the command
    @routes.menu("menu-next")    # async def f(ctx): words of the reply keyboard, in any language
    @routes.ask("sum")           # async def f(ctx, text, data): words that were asked for
    @routes.redraw("sum")        # async def f(ctx, data): the open question again, after a restart
    @routes.contact()            # async def f(ctx, contact: telegram.Contact)
    @routes.reply()              # async def f(ctx, message) -> bool: a reply to a message of the bot
    @routes.content()            # async def f(ctx, message) -> bool: files, voice, places, people
    @routes.text()               # async def f(ctx, text): any other words
    @routes.notice("reminder")   # async def f(notice: Notice) -> list[Screen]: what an outbox row says
    @routes.fresh_card           # async def f(ctx, deal_id) -> Screen: the card as it is now

Each takes `who`: STAFF (the default), OWNER, CLIENT or ANYONE. Two handlers of one thing for
different people are fine. `reply` and `content` answer False for "not mine".
"""

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.callbacks import Tap
from bot.errors import FreshCard
from bot.notice import Notice
from bot.screen import Screen
from crm.access import Actor

Handler = Callable[..., Awaitable[Any]]
Drawer = Callable[[Notice], Awaitable[list[Screen]]]
H = TypeVar("H", bound=Handler)


class Who(enum.Enum):
    """For whom a handler is. Anybody else gets what a stranger would."""

    STAFF = "staff"
    OWNER = "owner"
    CLIENT = "client"
    ANYONE = "anyone"

    def includes(self, actor: Actor) -> bool:
        match self:
            case Who.STAFF:
                return actor.is_staff
            case Who.OWNER:
                return actor.is_owner
            case Who.CLIENT:
                return not actor.is_staff
            case Who.ANYONE:
                return True


STAFF, OWNER, CLIENT, ANYONE = Who.STAFF, Who.OWNER, Who.CLIENT, Who.ANYONE


@dataclass(frozen=True)
class Route:
    """One handler. `keeps_ask`: a button inside an open question (a picker's page) that leaves it open."""

    who: Who
    handler: Handler
    tap: type[Tap] | None = None
    keeps_ask: bool = False


Table = dict[str, list[Route]]


@dataclass
class Routes:
    taps: Table = field(default_factory=dict)
    commands: Table = field(default_factory=dict)
    menus: Table = field(default_factory=dict)
    asks: Table = field(default_factory=dict)
    redraws: Table = field(default_factory=dict)
    contacts: list[Route] = field(default_factory=list)
    replies: list[Route] = field(default_factory=list)
    contents: list[Route] = field(default_factory=list)
    texts: list[Route] = field(default_factory=list)
    drawers: dict[str, Drawer] = field(default_factory=dict)
    card: FreshCard | None = None

    def tap(self, tap: type[Tap], who: Who = STAFF, *, keeps_ask: bool = False) -> Callable[[H], H]:
        def add(handler: H) -> H:
            self.taps.setdefault(tap.prefix, []).append(Route(who, handler, tap, keeps_ask))
            return handler

        return add

    def command(self, name: str, who: Who = STAFF) -> Callable[[H], H]:
        return self._named(self.commands, name, who)

    def menu(self, key: str, who: Who = STAFF) -> Callable[[H], H]:
        return self._named(self.menus, key, who)

    def ask(self, kind: str, who: Who = STAFF) -> Callable[[H], H]:
        return self._named(self.asks, kind, who)

    def redraw(self, kind: str, who: Who = STAFF) -> Callable[[H], H]:
        return self._named(self.redraws, kind, who)

    def contact(self, who: Who = STAFF) -> Callable[[H], H]:
        return self._listed(self.contacts, who)

    def reply(self, who: Who = STAFF) -> Callable[[H], H]:
        return self._listed(self.replies, who)

    def content(self, who: Who = STAFF) -> Callable[[H], H]:
        return self._listed(self.contents, who)

    def text(self, who: Who = STAFF) -> Callable[[H], H]:
        return self._listed(self.texts, who)

    def notice(self, kind: str) -> Callable[[Drawer], Drawer]:
        def add(drawer: Drawer) -> Drawer:
            self.drawers[kind] = drawer
            return drawer

        return add

    def fresh_card(self, f: FreshCard) -> FreshCard:
        self.card = f
        return f

    def include(self, other: "Routes") -> None:
        """Take over all of `other`. Raises ValueError where two taps share a prefix."""
        for mine, theirs in (
            (self.taps, other.taps),
            (self.commands, other.commands),
            (self.menus, other.menus),
            (self.asks, other.asks),
            (self.redraws, other.redraws),
        ):
            for name, routes in theirs.items():
                mine.setdefault(name, []).extend(routes)
        for prefix, routes in self.taps.items():
            if len({route.tap for route in routes}) > 1 or not prefix:
                raise ValueError(f"two kinds of taps begin with {prefix!r}")
        self.contacts += other.contacts
        self.replies += other.replies
        self.contents += other.contents
        self.texts += other.texts
        self.drawers |= other.drawers
        self.card = other.card or self.card

    @staticmethod
    def _named(table: Table, name: str, who: Who) -> Callable[[H], H]:
        def add(handler: H) -> H:
            table.setdefault(name, []).append(Route(who, handler))
            return handler

        return add

    @staticmethod
    def _listed(routes: list[Route], who: Who) -> Callable[[H], H]:
        def add(handler: H) -> H:
            routes.append(Route(who, handler))
            return handler

        return add


def pick(routes: list[Route] | None, actor: Actor) -> Route | None:
    """The first route meant for this person."""
    return next((route for route in routes or () if route.who.includes(actor)), None)
