"""Documents, photos and voice notes, sent anew or again by file_id; getFile."""

from __future__ import annotations

from typing import Any

from sandbox.api.call import Call
from sandbox.api.sending import send
from sandbox.errors import ApiError, bad_request
from sandbox.files import MAX_DOWNLOAD, MAX_PHOTO, StoredFile, is_picture

JsonObject = dict[str, Any]


def send_document(call: Call) -> JsonObject:
    return _send_file(call, "document")


def send_photo(call: Call) -> JsonObject:
    return _send_file(call, "photo")


def send_voice(call: Call) -> JsonObject:
    return _send_file(call, "voice")


def get_file(call: Call) -> JsonObject:
    file_id = call.params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = call.world.files.by_id(file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.as_file()


def _send_file(call: Call, kind: str) -> JsonObject:
    stored = _file(call, kind)
    details = {"duration": call.params.integer("duration")} if kind == "voice" else {}
    content = stored.as_content(**details) | call.caption_content()
    if kind == "photo" and call.params.boolean("has_spoiler"):
        content["has_media_spoiler"] = True
    return send(call, content).as_telegram()


def _file(call: Call, kind: str) -> StoredFile:
    """The uploaded part, `attach://` part or known file_id of the parameter named as the kind."""
    value = call.params.text(kind)
    part = value.removeprefix("attach://") if value.startswith("attach://") else kind
    upload = call.params.uploads.get(part)
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        if kind == "photo":
            if len(upload.data) > MAX_PHOTO:
                raise bad_request("file is too big")
            if not is_picture(upload.data):
                raise bad_request("IMAGE_PROCESS_FAILED")
        return call.world.files.store(kind, upload)
    if not value:
        raise bad_request(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        raise ApiError(400, "sending a file by its address is not supported by the sandbox")
    stored = call.world.files.by_id(value)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored
