"""The JSON body of a person's action, read field by field; what is wrong is said by name."""

from __future__ import annotations

from typing import Any

import orjson
from aiohttp import web

from sandbox.errors import HandError


class Body:
    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    @classmethod
    async def read(cls, request: web.Request) -> Body:
        raw = await request.read()
        try:
            values = orjson.loads(raw) if raw else {}
        except orjson.JSONDecodeError as error:
            raise HandError("the body is not JSON") from error
        if not isinstance(values, dict):
            raise HandError("the body must be a JSON object")
        return cls(values)

    def string(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise HandError(f"{name} must be a string")
        return value

    def optional_string(self, name: str) -> str | None:
        return None if self.values.get(name) is None else self.string(name)

    def integer(self, name: str, default: int | None = None) -> int:
        value = self.values.get(name, default)
        if isinstance(value, str):
            try:
                return int(value)
            except ValueError:
                pass
        if not isinstance(value, int) or isinstance(value, bool):
            raise HandError(f"{name} must be a whole number")
        return value

    def optional_integer(self, name: str) -> int | None:
        return None if self.values.get(name) in (None, "") else self.integer(name)

    def integers(self, name: str) -> list[int]:
        value = self.values.get(name)
        if not isinstance(value, list) or not value or not all(type(item) is int for item in value):
            raise HandError(f"{name} must be a list of whole numbers")
        return value

    def number(self, name: str) -> float:
        value = self.values.get(name)
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise HandError(f"{name} must be a number")
        return float(value)

    def boolean(self, name: str) -> bool:
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise HandError(f"{name} must be true or false")
        return value
