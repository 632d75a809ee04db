"""Files both ways: identifiers, sizes, limits."""

import struct
from typing import Any

import aiohttp
import pytest

from sandbox import files
from tests.sandbox.conftest import IRINA
from tests.sandbox.wire import JsonObject, Wire

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 320, 200) + b"\x08\x02\0\0\0"


def form(fields: dict[str, str], **parts: tuple[str, bytes, str]) -> aiohttp.FormData:
    made = aiohttp.FormData(quote_fields=False)
    for name, value in fields.items():
        made.add_field(name, value)
    for name, (file_name, data, mime) in parts.items():
        made.add_field(name, data, filename=file_name, content_type=mime)
    return made


async def upload(wire: Wire, method: str, fields: dict[str, str], **parts: tuple[str, bytes, str]) -> Any:
    path = f"/bot{wire.sandbox.token}/{method}"
    return await wire.post(path, data=form({"chat_id": str(IRINA)} | fields, **parts))


async def person_sends(wire: Wire, kind: str, file: tuple[str, bytes, str], **fields: str) -> JsonObject:
    reply = await wire.post(f"/page/phones/{IRINA}/file", data=form({"kind": kind} | fields, file=file))
    assert reply.status == 200, reply.body
    return reply.body


REPORT = ("отчёт.csv", b"a;b\n1;2\n", "text/csv")


async def test_a_document_is_uploaded_and_sent_again_by_its_id(wire: Wire) -> None:
    caption = {"caption": "<b>Отчёт</b>", "parse_mode": "HTML"}

    sent = (await upload(wire, "sendDocument", caption, document=REPORT)).result
    again = await wire.call("sendDocument", chat_id=IRINA, document=sent["document"]["file_id"])

    assert (
        sent["document"].items()
        >= {"file_name": "отчёт.csv", "mime_type": "text/csv", "file_size": 8}.items()
    )
    assert (sent["caption"], sent["caption_entities"][0]["type"]) == ("Отчёт", "bold")
    assert again["document"] == sent["document"]


async def test_attached_parts_are_found_by_name(wire: Wire) -> None:
    sent = (await upload(wire, "sendDocument", {"document": "attach://part"}, part=REPORT)).result

    assert sent["document"]["file_name"] == "отчёт.csv"


async def test_a_photo_has_its_size_and_a_voice_its_length(wire: Wire) -> None:
    photo = (await upload(wire, "sendPhoto", {}, photo=("a.png", PNG, "image/png"))).result
    voice = (await upload(wire, "sendVoice", {"duration": "7"}, voice=("a.ogg", b"OggS", "audio/ogg"))).result

    assert (photo["photo"][-1]["width"], photo["photo"][-1]["height"]) == (320, 200)
    assert voice["voice"]["duration"] == 7


async def test_the_bot_downloads_what_a_person_sent(wire: Wire) -> None:
    shown = await person_sends(wire, "document", REPORT, caption="вот")
    message = (await wire.update())["message"]

    found = await wire.call("getFile", file_id=message["document"]["file_id"])
    path = f"{wire.sandbox.base_url}/file/bot{wire.sandbox.token}/{found['file_path']}"
    async with wire.http.get(path) as response:
        data = await response.read()
    async with wire.http.get(wire.sandbox.base_url + shown["document"]["url"]) as response:
        on_page = await response.read()
        disposition = response.headers["Content-Disposition"]

    assert data == on_page == REPORT[1]
    assert disposition == "attachment"
    assert message["caption"] == "вот"
    assert shown["document"].items() >= {"name": "отчёт.csv", "size": 8, "mime": "text/csv"}.items()


async def test_an_album_is_several_messages_with_one_group(wire: Wire) -> None:
    for name in ("a.png", "b.png"):
        await person_sends(wire, "photo", (name, PNG, "image/png"), album="77")

    groups = [update["message"]["media_group_id"] for update in await wire.updates()]

    assert groups == ["77", "77"]


async def test_the_same_bytes_have_one_unique_id_and_many_file_ids(wire: Wire) -> None:
    for _ in range(2):
        await person_sends(wire, "document", REPORT)

    first, second = [update["message"]["document"] for update in await wire.updates()]

    assert first["file_unique_id"] == second["file_unique_id"]
    assert first["file_id"] != second["file_id"]


async def test_a_caption_is_edited_and_the_file_stays(wire: Wire) -> None:
    sent = (await upload(wire, "sendDocument", {"caption": "one"}, document=REPORT)).result
    place = {"chat_id": IRINA, "message_id": sent["message_id"]}

    edited = await wire.call("editMessageCaption", caption="two", **place)
    bare = await wire.call("editMessageCaption", **place)

    assert (edited["caption"], edited["document"]) == ("two", sent["document"])
    assert "caption" not in bare


async def test_a_caption_has_1024_characters(wire: Wire) -> None:
    fits = await upload(wire, "sendDocument", {"caption": "x" * 1024}, document=REPORT)
    refused = await upload(wire, "sendDocument", {"caption": "x" * 1025}, document=REPORT)

    assert len(fits.result["caption"]) == 1024
    assert refused.refusal == (400, "Bad Request: message caption is too long")


@pytest.mark.parametrize(
    ("method", "part", "refusal"),
    [
        ("sendDocument", ("a.txt", b"", "text/plain"), (400, "Bad Request: file must be non-empty")),
        ("sendPhoto", ("a.txt", b"text", "text/plain"), (400, "Bad Request: IMAGE_PROCESS_FAILED")),
        ("sendPhoto", ("a.png", PNG + b"x" * 30, "image/png"), (400, "Bad Request: file is too big")),
        ("sendDocument", ("a.txt", b"x" * 70, "text/plain"), (413, "Request Entity Too Large")),
    ],
)
async def test_uploads_are_refused(
    wire: Wire,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    part: tuple[str, bytes, str],
    refusal: tuple[int, str],
) -> None:
    monkeypatch.setattr("sandbox.api.media.MAX_PHOTO", 40)
    monkeypatch.setattr("sandbox.api.params.MAX_UPLOAD", 60)

    reply = await upload(wire, method, {}, **{method.removeprefix("send").lower(): part})

    assert reply.refusal == refusal


async def test_a_kind_is_not_sent_as_another(wire: Wire) -> None:
    sent = (await upload(wire, "sendDocument", {}, document=REPORT)).result

    refused = await wire.bot("sendPhoto", chat_id=IRINA, photo=sent["document"]["file_id"])

    assert refused.refusal == (400, "Bad Request: can't use file of type Document as Photo")


async def test_only_20_megabytes_are_downloaded(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = (await upload(wire, "sendDocument", {}, document=REPORT)).result
    monkeypatch.setattr("sandbox.api.media.MAX_DOWNLOAD", 7)

    refused = await wire.bot("getFile", file_id=sent["document"]["file_id"])

    assert refused.refusal == (400, "Bad Request: file is too big")
    assert files.MAX_DOWNLOAD == 20 * 1024 * 1024


async def test_a_person_needs_a_file_and_a_kind(wire: Wire) -> None:
    path = f"/page/phones/{IRINA}/file"

    without = await wire.post(path, data=form({"kind": "photo", "x": "y"}, other=REPORT))
    strange = await wire.post(path, data=form({"kind": "cake"}, file=REPORT))

    assert (without.status, without.body) == (400, {"error": "there is no file"})
    assert strange.status == 400
