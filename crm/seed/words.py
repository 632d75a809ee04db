"""The shape of the story's words: who holds the phones, and what each client is called and wants."""

from dataclasses import dataclass

from crm.models import Role


@dataclass(frozen=True)
class CastMember:
    """Somebody who holds a phone of the demonstration."""

    telegram_id: int
    role: Role
    """CLIENT for the stranger who has not written to the bot yet."""
    first_name: str
    last_name: str
    username: str
    phone: str
    """E.164, of the same invented kind as the clients' (see `crm.seed.phones`)."""
    caption: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class Person:
    """A client in one language. `lines` are the notes and messages of his plot, in their order."""

    name: str
    need: str
    company: str | None = None
    lines: tuple[str, ...] = ()
