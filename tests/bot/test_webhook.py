"""The webhook's door over real connections: who is let in, what is stored before the answer, what never."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs
from telegram import Bot, WebhookInfo

from bot import doctor, webdoor, webhook
from bot.incoming import KINDS
from bot.pieces import unreadable
from bot.settings import Settings, SettingsError
from bot.webdoor import MAX_BODY
from bot.webhook import Place, secret_of, update_of
from tests.bot.house import PATH, SECRET, House, standing
from tests.ports import free_port
from tests.town import OLEG, OWNER

TOKEN = "1234567:made_up-Letters"
HEAD = f"POST {PATH} HTTP/1.1\r\nHost: crm.example.com\r\n".encode()
WITH_SECRET = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n".encode()
MB = 1024 * 1024


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    async with standing(database_url) as house:
        yield house


@pytest.fixture
async def sqlite_house(sqlite_url: str) -> AsyncIterator[House]:
    """For what never reaches the database."""
    async with standing(sqlite_url) as house:
        yield house


def an_update(update_id: int, **message: Any) -> bytes:
    content = {"message_id": 1, "date": 1, "chat": {"id": OLEG, "type": "private"}, **message}
    return orjson.dumps({"update_id": update_id, "message": content})


# --- what Telegram brings ---------------------------------------------------------------


async def test_what_people_do_is_stored(house: House) -> None:
    await house.does(OWNER, "text", text="one")
    await house.does(OLEG, "text", text="two")
    await house.does(OWNER, "text", text="three")
    await house.all_brought()

    said = [json.loads(one.payload)["message"]["text"] for one in await house.stored()]
    assert sorted(said) == ["one", "three", "two"]
    assert said.index("one") < said.index("three")


async def test_an_update_brought_twice_is_stored_once(house: House) -> None:
    await house.post("/updates", lose_answers=2)
    await house.does(OLEG, "text", text="hello")
    await house.all_brought()

    assert len(house.taken) == 3
    assert len(await house.stored()) == 1


async def test_what_cannot_be_stored_comes_again(house: House) -> None:
    house.away = 2
    with capture_logs() as logs:
        await house.does(OLEG, "text", text="hello")
        await house.all_brought()

    assert len(await house.stored()) == 1
    refused = [line for line in logs if line["event"] == "an update is not stored: Telegram will repeat it"]
    assert [line["error"] for line in refused] == ["OperationalError"] * 2


async def test_the_answer_comes_after_the_commit(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = asyncio.Event()
    take = house.take

    async def slow(updates: list[Any]) -> list[int]:
        await stored.wait()
        return await take(updates)

    monkeypatch.setattr(house.hook, "_take", slow)
    knock = asyncio.create_task(house.knock(an_update(7)))
    await asyncio.sleep(0.1)
    assert not knock.done()

    stored.set()

    assert await knock == 200
    assert [one.update_id for one in await house.stored()] == [7]


async def test_ids_may_jump_down(house: House) -> None:
    await house.does(OLEG, "text", text="before")
    await house.all_brought()
    await house.post("/updates", next_id=5)
    await house.does(OLEG, "text", text="after")
    await house.all_brought()

    assert 5 in [one.update_id for one in await house.stored()]
    assert len(await house.stored()) == 2


async def test_what_comes_while_nobody_listens_is_brought_later(house: House) -> None:
    port = house.hook.port
    await house.close()
    await house.does(OLEG, "text", text="patient")
    assert (await house.bot.get_webhook_info()).url

    await house.open(port=port)
    await house.all_brought()

    assert len(await house.stored()) == 1


# --- who is let in ----------------------------------------------------------------------


@pytest.mark.parametrize("secret", [None, "", "a", SECRET[:-1], SECRET + "1", SECRET.upper(), "секрет"])
async def test_a_forged_secret_changes_nothing(sqlite_house: House, secret: str | None) -> None:
    assert await sqlite_house.knock(an_update(7), secret) == 401
    assert await sqlite_house.stored() == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 404),
        ("POST", PATH + "/", 404),
        ("POST", "/hook/../hook/in/..", 404),
        ("GET", "/metrics", 404),
        ("GET", PATH, 405),
        ("PUT", PATH, 405),
        ("DELETE", PATH, 405),
    ],
)
async def test_other_paths_and_methods(sqlite_house: House, method: str, path: str, status: int) -> None:
    assert await sqlite_house.knock(an_update(7), path=path, method=method) == status
    assert await sqlite_house.stored() == []


async def accepted(house: House, head: bytes, chunk: bytes, total: int) -> tuple[int, bytes]:
    """How much of an endless body goes out before the connection ends, and what came back."""
    reader, writer = await house.connect()
    sent, back = 0, b""
    writer.write(head)
    try:
        async with asyncio.timeout(5):
            while sent < total:
                writer.write(chunk)
                await writer.drain()
                sent += len(chunk)
            back = await reader.read()
    except ConnectionError:
        pass
    finally:
        writer.close()
    return sent, back


# What two sockets hold by themselves, with room to spare.
BUFFERS = 16 * MB


async def test_95_mb_of_a_stranger_are_not_read(sqlite_house: House) -> None:
    head = HEAD + b"Content-Length: %d\r\n\r\n" % (95 * MB)
    before = resident()

    sent, _ = await accepted(sqlite_house, head, b"x" * 65536, 95 * MB)
    _, back = await accepted(sqlite_house, head, b"", 0)

    assert sent < BUFFERS
    assert back.startswith(b"HTTP/1.1 401 ")
    assert resident() - before < BUFFERS


async def test_a_body_known_to_be_too_long_is_not_read(sqlite_house: House) -> None:
    head = HEAD + WITH_SECRET + b"Content-Length: %d\r\n\r\n" % (95 * MB)

    sent, _ = await accepted(sqlite_house, head, b"x" * 65536, 95 * MB)

    _, back = await accepted(sqlite_house, head, b"", 0)

    assert sent < BUFFERS
    assert back.startswith(b"HTTP/1.1 413 ")


async def test_an_endless_body_is_cut_off(sqlite_house: House) -> None:
    head = HEAD + WITH_SECRET + b"Transfer-Encoding: chunked\r\n\r\n"

    sent, _ = await accepted(sqlite_house, head, b"10000\r\n" + b"x" * 65536 + b"\r\n", 95 * MB)
    whole = b"%x\r\n" % (MAX_BODY + 1) + b"x" * (MAX_BODY + 1) + b"\r\n0\r\n\r\n"
    _, back = await accepted(sqlite_house, head, whole, 1)

    assert sent < BUFFERS
    assert back.startswith(b"HTTP/1.1 413 ")
    assert sqlite_house.garbage == 0


async def test_many_strangers_cost_little(sqlite_house: House) -> None:
    head = HEAD + b"Content-Length: %d\r\n\r\n" % (95 * MB)
    before = resident()

    await asyncio.gather(*(accepted(sqlite_house, head, b"x" * 65536, 8 * MB) for _ in range(40)))

    assert resident() - before < 2 * BUFFERS
    assert await sqlite_house.knock(an_update(7)) == 200


def resident() -> int:
    """Bytes of memory of this process."""
    with open("/proc/self/statm") as figures:
        return int(figures.read().split()[1]) * 4096


async def test_a_slow_body_is_waited_for_a_while(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webdoor, "BODY_SECONDS", 0.2)
    reader, writer = await sqlite_house.connect()
    writer.write(HEAD + WITH_SECRET + b"Content-Length: 100\r\n\r\n{")

    begin = time.perf_counter()
    back = await reader.read()
    writer.close()

    assert back.startswith(b"HTTP/1.1 408 ")
    assert time.perf_counter() - begin < 2
    assert await sqlite_house.knock(an_update(7)) == 200


async def test_slow_headers_are_waited_for_a_while(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(webdoor.OPTIONS, "keepalive_timeout", 0.2)
    reader, writer = await sqlite_house.connect()
    writer.write(HEAD)

    assert await asyncio.wait_for(reader.read(), 2) == b""
    writer.close()


async def test_a_body_that_ends_early_is_no_update(sqlite_house: House) -> None:
    reader, writer = await sqlite_house.connect()
    writer.write(HEAD + WITH_SECRET + b"Content-Length: 100\r\n\r\n" + an_update(7)[:20])
    writer.close()
    await reader.read()

    assert await sqlite_house.knock(an_update(8)) == 200
    assert [one.update_id for one in await sqlite_house.stored()] == [8]
    assert sqlite_house.garbage == 0


async def test_there_are_only_so_many_bodies_at_once(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webdoor, "AT_ONCE", 1)
    reader, writer = await sqlite_house.connect()
    body = an_update(7)
    writer.write(HEAD + WITH_SECRET + b"Content-Length: %d\r\n\r\n" % len(body))
    await asyncio.sleep(0.05)

    assert await sqlite_house.knock(an_update(8)) == 503

    writer.write(body)
    assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    writer.close()
    assert await sqlite_house.knock(an_update(8)) == 200


async def test_there_are_only_so_many_connections(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webdoor, "MAX_CONNECTIONS", 2)
    first, second, third = [await sqlite_house.connect() for _ in range(3)]

    assert await asyncio.wait_for(third[0].read(), 2) == b""

    body = an_update(7)
    for reader, writer in (first, second):
        writer.write(HEAD + WITH_SECRET + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    for _, writer in (first, second, third):
        writer.close()


@pytest.mark.parametrize(
    "noise",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 not http\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        HEAD + WITH_SECRET + b"Content-Length: -1\r\n\r\n",
        HEAD + WITH_SECRET + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        HEAD + WITH_SECRET + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"POST " + b"/x" * 20_000 + b" HTTP/1.1\r\n\r\n",
        HEAD + b"A: b\r\n" * 1000 + b"\r\n",
    ],
)
async def test_noise_gets_a_bare_answer(sqlite_house: House, noise: bytes) -> None:
    reader, writer = await sqlite_house.connect()
    writer.write(noise)
    back = await asyncio.wait_for(reader.read(), 5)
    writer.close()

    head, _, body = back.partition(b"\r\n\r\n")
    assert head.split()[1] == b"400"
    assert b"aiohttp" not in head
    assert b"Python" not in head
    assert body == b""


async def test_a_fault_of_our_own_tells_nothing(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(_: bytes) -> int:
        raise KeyError("names of tables")

    monkeypatch.setattr(sqlite_house.hook._door, "_receive", fails)

    with capture_logs() as logs:
        assert await sqlite_house.knock(an_update(7)) == 500
    assert [line["event"] for line in logs] == ["a webhook request failed"]


async def test_strangers_fill_no_log(sqlite_house: House) -> None:
    with capture_logs() as logs:
        for _ in range(10):
            await sqlite_house.knock(b"{}", "forged")

    assert [line["event"] for line in logs] == ["somebody without the secret knocks at the webhook"]


# --- what is in the body ----------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b"null",
        b"7",
        b'"update"',
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": null}',
        b'{"update_id": -1}',
        b'{"update_id": 7.5}',
        b'{"update_id": 99999999999999999999999999}',
        b'{"update_id": 7',
        b'{"update_id": 7, "message": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b"[" * 1_000_000,
        b'{"a":' * 150_000,
        b"\xff\xfe\x00{}",
        b"\x1f\x8b\x08\x00 not even gzip",
    ],
    ids=map(str, range(19)),
)
async def test_what_is_no_update_blocks_nobody(sqlite_house: House, body: bytes) -> None:
    assert await sqlite_house.knock(body) == 200

    assert await sqlite_house.stored() == []
    assert sqlite_house.garbage == 1
    assert await sqlite_house.knock(an_update(8)) == 200


async def test_a_packed_body_is_not_unpacked(sqlite_house: House) -> None:
    packed = gzip.compress(b" " * 200 * MB)
    head = HEAD + WITH_SECRET + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    before = resident()
    reader, writer = await sqlite_house.connect()
    writer.write(head + packed)

    assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    assert resident() - before < BUFFERS
    assert sqlite_house.garbage == 1
    writer.close()


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"message": None},
        {"message": "text"},
        {"message": {"date": "tomorrow", "chat": 17}},
        {"message": {"chat": {"id": "one"}, "from": []}},
        {"invented_kind": {"chat": {"id": 5}}},
        {"message": {"date": 1, "chat": {"id": 5, "type": "private"}, "text": "x" * 1_000_000}},
        {"callback_query": {"id": 1, "from": {"id": 5}, "data": "\x00\x00"}},
        {"message": {"text": "\U0001f600\u202e"}},
    ],
)
async def test_an_update_of_whatever_shape_is_stored(house: House, update: dict[str, Any]) -> None:
    assert await house.knock(json.dumps({"update_id": 7, **update}).encode()) == 200

    (one,) = await house.stored()
    assert json.loads(one.payload) == {"update_id": 7, **update}


async def test_brackets_in_brackets_are_stored_to_be_parked(house: House) -> None:
    body = b'{"update_id": 7, "message": ' + b"[" * 1020 + b"]" * 1020 + b"}"

    assert await house.knock(body) == 200
    assert [(one.update_id, json.loads(one.payload)) for one in await house.stored()] == [(7, unreadable(7))]


async def test_half_a_surrogate_is_stored(house: House) -> None:
    assert await house.knock(b'{"update_id": 7, "message": {"text": "\\ud83d"}}') == 200
    assert [one.update_id for one in await house.stored()] == [7]


def test_an_update_is_an_object_with_a_whole_number() -> None:
    assert update_of(b'{"update_id": 0}') == {"update_id": 0}
    assert update_of(b'{"update_id": 9223372036854775808}') is None


# --- what Telegram knows ----------------------------------------------------------------


async def test_telegram_learns_where_to_knock(sqlite_house: House) -> None:
    info = await sqlite_house.bot.get_webhook_info()

    assert info.url == f"http://127.0.0.1:{sqlite_house.hook.port}{PATH}"
    assert info.max_connections == webhook.CONNECTIONS
    assert set(info.allowed_updates or ()) == set(KINDS)


async def test_what_waits_is_never_dropped(sqlite_house: House) -> None:
    await sqlite_house.close()
    await sqlite_house.bot.delete_webhook()
    await sqlite_house.does(OLEG, "text", text="early")

    await sqlite_house.open()
    await sqlite_house.all_brought()

    assert len(await sqlite_house.stored()) == 1


async def test_a_webhook_taken_away_is_set_again(sqlite_house: House) -> None:
    await sqlite_house.bot.delete_webhook()
    with capture_logs() as logs:
        await sqlite_house.hook.look()

    assert (await sqlite_house.bot.get_webhook_info()).url
    assert [line["event"] for line in logs] == ["the webhook was changed: setting it again"]


async def test_looking_changes_nothing_that_is_right(sqlite_house: House) -> None:
    await asyncio.wait_for(sqlite_house.well.wait(), 5)
    heard = sqlite_house.heard
    set_webhook = {"kind": "error", "method": "setWebhook"}
    await sqlite_house.post("/faults", **set_webhook)

    await sqlite_house.hook.look()

    assert sqlite_house.heard == heard + 1


async def test_an_address_spelt_otherwise_by_telegram_is_left_alone(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sqlite_house.close()
    ask = Bot.get_webhook_info

    async def spelt(self: Bot, **given: Any) -> WebhookInfo:
        info = await ask(self, **given)
        return WebhookInfo(f"{info.url}/", False, 0, max_connections=info.max_connections)

    monkeypatch.setattr(Bot, "get_webhook_info", spelt)
    await sqlite_house.open()
    with capture_logs() as logs:
        await sqlite_house.hook.look()

    assert logs == []


async def test_another_secret_is_told_at_the_start(sqlite_house: House) -> None:
    port = sqlite_house.hook.port
    await sqlite_house.close()
    await sqlite_house.open(secret="another", port=port)
    await sqlite_house.does(OLEG, "text", text="hello")
    await sqlite_house.all_brought()

    assert len(await sqlite_house.stored()) == 1


async def test_a_secret_of_another_time_is_corrected(sqlite_house: House) -> None:
    await sqlite_house.bot.set_webhook(
        f"http://127.0.0.1:{sqlite_house.hook.port}{PATH}", secret_token="old", allowed_updates=KINDS
    )
    await sqlite_house.does(OLEG, "text", text="hello")
    async with asyncio.timeout(5):
        while not await sqlite_house.stored():
            await sqlite_house.hook.look()

    await sqlite_house.all_brought()


async def test_failing_deliveries_are_told_and_not_taken_for_hearing(sqlite_house: House) -> None:
    sqlite_house.away = 10**6
    await sqlite_house.does(OLEG, "text", text="hello")
    async with asyncio.timeout(5):
        while sqlite_house.away > 10**6 - 2:
            await sqlite_house.bot.get_webhook_info()
    heard = sqlite_house.heard

    with capture_logs() as logs:
        await sqlite_house.hook.look()

    (told,) = (line for line in logs if line["event"] == "Telegram cannot bring updates")
    assert told["error"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert told["waiting"] == 1
    assert sqlite_house.heard == heard
    sqlite_house.away = 0
    await sqlite_house.all_brought()


async def test_registering_is_tried_until_it_succeeds(sqlite_house: House) -> None:
    await sqlite_house.close()
    await sqlite_house.bot.delete_webhook()
    for kind in ("error", "too_many_requests", "html", "reset_before"):
        await sqlite_house.post("/faults", kind=kind, method="setWebhook")

    with capture_logs() as logs:
        await sqlite_house.open()

    assert (await sqlite_house.bot.get_webhook_info()).url
    failed = [line for line in logs if line["event"] == "the webhook cannot be looked at"]
    assert len(failed) == 3  # the call whose connection broke was repeated at once


async def test_two_processes_share_one_address(sqlite_house: House) -> None:
    """As behind a balancer: the second registers what stands already."""
    first = sqlite_house.hook
    place = Place(first._place.url, "127.0.0.1", free_port(), SECRET)
    second = webhook.Webhook(sqlite_house.bot, place, sqlite_house.take, sqlite_house._heard)
    await second.start()
    await second.begun.wait()

    await sqlite_house.does(OLEG, "text", text="hello")
    await sqlite_house.all_brought()
    await second.stop()

    assert len(await sqlite_house.stored()) == 1
    assert (await sqlite_house.bot.get_webhook_info()).last_error_date is None


# --- the doctor -------------------------------------------------------------------------


async def doctors_line(house: House, **given: Any) -> str:
    """What the doctor says of Telegram, with these settings."""
    settings = Settings(
        _env_file=None,
        bot_token=SecretStr(house.sandbox.token),
        bot_api_url=house.sandbox.base_url,
        clock_url=house.sandbox.base_url + "/clock",
        **given,
    )
    return await doctor._telegram(settings)


async def test_the_doctor_knows_of_the_webhook(sqlite_house: House) -> None:
    url = (await sqlite_house.bot.get_webhook_info()).url
    name = f"@{sqlite_house.bot.username}, 0 updates waiting"

    assert await doctors_line(sqlite_house, webhook_url=url) == f"{name} for the webhook"
    assert await doctors_line(sqlite_house) == f"{name}, a webhook is set and will be removed"
    await sqlite_house.close()
    await sqlite_house.bot.delete_webhook()
    assert await doctors_line(sqlite_house) == name
    assert await doctors_line(sqlite_house, webhook_url=url) == (
        f"{name}, the webhook will be set at the next start"
    )


async def test_the_doctor_hears_that_telegram_knocks_in_vain(sqlite_house: House) -> None:
    url = (await sqlite_house.bot.get_webhook_info()).url
    await sqlite_house.close()
    await sqlite_house.does(OLEG, "text", text="hello")
    words = "1 updates waiting, which cannot be brought to the webhook: Connection refused"
    async with asyncio.timeout(5):
        while not (await sqlite_house.bot.get_webhook_info()).last_error_message:
            await sqlite_house.does(OWNER, "language", language_code="ru")

    with pytest.raises(doctor.Ailment, match=words):
        await doctors_line(sqlite_house, webhook_url=url)


# --- settings ---------------------------------------------------------------------------


def test_the_secret_comes_from_the_token_alone() -> None:
    assert secret_of(TOKEN) == secret_of(TOKEN) != secret_of(TOKEN + "x")
    assert len(secret_of(TOKEN)) == 64
    assert TOKEN.partition(":")[2] not in secret_of(TOKEN)


def test_the_place_of_the_settings() -> None:
    def place(**given: str) -> Place | None:
        return Place.of(Settings(_env_file=None, bot_token=TOKEN, **given))  # type: ignore[arg-type]

    assert place() is None
    plain = place(webhook_url="https://crm.example.com")
    assert plain == Place("https://crm.example.com", "127.0.0.1", 8443, secret_of(TOKEN))
    assert plain.path == "/"
    other = place(webhook_url="https://crm.example.com/a/b", webhook_listen="[::1]:80", webhook_secret="word")
    assert other == Place("https://crm.example.com/a/b", "::1", 80, "word")
    assert other.path == "/a/b"
    assert "word" not in repr(other)


async def test_a_port_in_use_is_named(sqlite_house: House) -> None:
    taken = sqlite_house.hook
    words = r"^WEBHOOK_LISTEN 127\.0\.0\.1:\d+ cannot be used: Address already in use\.$"
    with pytest.raises(SettingsError, match=words):
        await sqlite_house.open(port=taken.port)
