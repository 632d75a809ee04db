"""Files that were sent: kept in memory, found by file_id, by path and by unique id."""

from __future__ import annotations

import hashlib
import secrets
import struct
from dataclasses import dataclass
from typing import Any

JsonObject = dict[str, Any]
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file part of a multipart request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class StoredFile:
    id: str
    unique_id: str
    kind: str  # document, photo, voice
    path: str
    name: str
    mime: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def as_file(self) -> JsonObject:
        """The Bot API's File."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
            "file_path": self.path,
        }

    def as_content(self, **details: int) -> JsonObject:
        """The content of a message that carries this file; `details` such as duration."""
        base: JsonObject = {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}
        if self.kind == "photo":
            width, height = picture_size(self.data)
            return {"photo": [base | {"width": width, "height": height}]}
        if self.kind == "voice":
            return {"voice": base | {"duration": details.get("duration", 0), "mime_type": self.mime}}
        return {"document": base | {"file_name": self.name, "mime_type": self.mime}}


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_unique: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._count = 0

    def store(self, kind: str, upload: Upload) -> StoredFile:
        """Keep an upload. The unique id belongs to the bytes, the file_id to this sending of them."""
        digest = hashlib.sha256(kind.encode() + b"\0" + upload.data).hexdigest()
        extension = upload.name.rpartition(".")[2] if "." in upload.name else ""
        if kind == "photo":
            extension = "jpg"
        path = f"{kind}s/file_{self._count}" + (f".{extension}" if extension.isalnum() else "")
        prefix = {"photo": "AgACAgI", "voice": "AwACAgI"}.get(kind, "BQACAgI")
        stored = StoredFile(
            id=prefix + secrets.token_urlsafe(39),
            unique_id="AgAD" + digest[:12],
            kind=kind,
            path=path,
            name=upload.name,
            mime=upload.mime,
            data=upload.data,
        )
        self._count += 1
        self._by_id[stored.id] = self._by_path[stored.path] = stored
        self._by_unique[stored.unique_id] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def by_unique_id(self, unique_id: str) -> StoredFile | None:
        return self._by_unique.get(unique_id)


def is_picture(data: bytes) -> bool:
    return data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM")) or (
        data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    )


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG, a square guess of anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data.startswith(b"\xff\xd8"):
        at = 2
        while at + 9 < len(data) and data[at] == 0xFF:
            marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack(">HH", data[at + 5 : at + 9])
                return int(width), int(height)
            at += 2 + length
    return 512, 512
