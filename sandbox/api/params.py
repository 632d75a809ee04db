"""Parameters of one call, whichever way they came: query string, form, multipart or JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, web

from sandbox.errors import ApiError, bad_request
from sandbox.files import MAX_UPLOAD, Upload


class Params:
    """Values are text as in a form, or native JSON when the body was JSON; both are read alike."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """Empty when absent."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            return value
        return orjson.dumps(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """As Telegram reads numbers: what doesn't begin with digits is 0."""
        value = self.values.get(name, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = self.text(name).strip()
        if not text:
            return default
        sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
        length = next((i for i, char in enumerate(digits) if not char.isdigit()), len(digits))
        return sign * int(digits[:length] or "0")

    def bounded(self, name: str, default: int, low: int, high: int) -> int:
        return min(max(self.integer(name, default), low), high)

    def boolean(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def decoded(self, name: str, complaint: str) -> Any:
        """The JSON of a structured parameter; None when absent. `complaint` names it in the refusal."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError as error:
            raise bad_request(f"can't parse {complaint} JSON object") from error

    def record(self) -> dict[str, Any]:
        """As `check_requests.py` wants to read it: an upload is its name and size."""
        files = {key: {"file": part.name, "size": len(part.data)} for key, part in self.uploads.items()}
        return self.values | files


async def read_params(request: web.Request) -> Params:
    """Query string and body together, the body winning. Raises ApiError for a body that can't be read."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.body_exists:
        return Params(values, {})
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise ApiError(413) from error
    if not body:
        return Params(values, {})
    if kind == "application/json":
        return Params(values | _json(body), {})
    if kind == "application/x-www-form-urlencoded":
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True, errors="strict")
            values.update(pairs)
        except UnicodeDecodeError as error:
            raise bad_request("strings must be encoded in UTF-8") from error
        except ValueError as error:
            raise bad_request("can't parse request parameters") from error
    return Params(values, {})


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise bad_request("can't parse request JSON object") from error
    if not isinstance(found, dict):
        raise bad_request("expected an Object as the request")
    return found


async def _multipart(request: web.Request, values: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise bad_request("can't parse multipart request")
            data = bytes(await part.read())
            if part.filename is None:
                values[part.name] = data.decode()
                continue
            if len(data) > MAX_UPLOAD:
                raise ApiError(413)
            mime = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime, data)
    except ValueError as error:
        raise bad_request("can't parse multipart request") from error
    return Params(values, uploads)
