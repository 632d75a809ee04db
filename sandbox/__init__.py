"""A local stand-in for Telegram: a strict Bot API server and a page of phones, on loopback only.

It knows nothing of the bot that uses it.
"""

from sandbox.people import Person
from sandbox.server import Sandbox

__all__ = ["Person", "Sandbox"]
