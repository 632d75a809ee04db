"""Faults on demand: each kind as the bot meets it, how many calls it lasts, whom it spares."""

import asyncio
import time
from typing import Any

import aiohttp
import orjson
import pytest
from telegram import Update

from tests.sandbox.conftest import IRINA, OLEG
from tests.sandbox.wire import JsonObject, Wire


async def order(wire: Wire, kind: str, **fault: Any) -> JsonObject:
    reply = await wire.post("/faults", json={"kind": kind, **fault})
    assert reply.status == 200, reply.body
    return reply.body


async def pending(wire: Wire) -> list[JsonObject]:
    found: list[JsonObject] = (await wire.get("/faults")).body["faults"]
    return found


async def struck(wire: Wire) -> None:
    """Until every order has been met."""
    for _ in range(1000):
        if not await pending(wire):
            return
    raise AssertionError(await pending(wire))


async def shown(wire: Wire, person: int = IRINA) -> list[str]:
    return [message["text"] for message in (await wire.phone(person))["messages"]]


async def bytes_back(wire: Wire, method: str, **params: Any) -> bytes:
    """What comes back over a bare connection. Raises ConnectionResetError."""
    host, _, port = wire.sandbox.base_url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    body = orjson.dumps(params)
    writer.write(
        f"POST /bot{wire.sandbox.token}/{method} HTTP/1.1\r\nHost: {host}:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    try:
        return await reader.read()
    finally:
        writer.close()


# --- refusals -------------------------------------------------------------------------


async def test_a_flood_refusal_names_the_seconds(wire: Wire) -> None:
    await order(wire, "too_many_requests", method="sendMessage", retry_after=35)

    refused = await wire.bot("sendMessage", chat_id=IRINA, text="hello")

    assert refused.refusal == (429, "Too Many Requests: retry after 35")
    assert refused.body["parameters"] == {"retry_after": 35}
    assert refused.headers["Retry-After"] == "35"
    assert await shown(wire) == []


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ({"kind": "forbidden"}, (403, "Forbidden: bot was blocked by the user")),
        (
            {"kind": "forbidden", "description": "Forbidden: user is deactivated"},
            (403, "Forbidden: user is deactivated"),
        ),
        ({"kind": "bad_request"}, (400, "Bad Request: chat not found")),
        (
            {"kind": "bad_request", "description": "Bad Request: can't parse entities: Unclosed start tag"},
            (400, "Bad Request: can't parse entities: Unclosed start tag"),
        ),
        ({"kind": "error"}, (500, "Internal Server Error")),
        ({"kind": "error", "code": 401}, (401, "Unauthorized")),
        ({"kind": "error", "code": 502}, (502, "Bad Gateway")),
    ],
)
async def test_a_refusal_is_worded_as_asked(
    wire: Wire, fault: JsonObject, answer: tuple[int, str], calls: list[JsonObject]
) -> None:
    await order(wire, **fault)

    assert (await wire.bot("sendMessage", chat_id=IRINA, text="hello")).refusal == answer
    assert await shown(wire) == []
    assert calls[-1]["error"]["description"] == answer[1]


async def test_a_chat_may_have_moved(wire: Wire) -> None:
    await order(wire, "bad_request", migrate_to_chat_id=-100123)

    refused = await wire.bot("sendMessage", chat_id=IRINA, text="hello")

    assert refused.body["parameters"] == {"migrate_to_chat_id": -100123}


async def test_a_page_comes_instead_of_json(wire: Wire) -> None:
    await order(wire, "html")

    async with wire.http.get(f"{wire.sandbox.base_url}/bot{wire.sandbox.token}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")
        assert "<h1>502 Bad Gateway</h1>" in await response.text()


async def test_a_page_may_say_that_all_is_well(wire: Wire) -> None:
    await order(wire, "html", code=200, description="<h1>Room number, please</h1>")

    async with wire.http.get(f"{wire.sandbox.base_url}/bot{wire.sandbox.token}/getMe") as response:
        assert (response.status, await response.text()) == (200, "<h1>Room number, please</h1>")


# --- connections ----------------------------------------------------------------------


async def test_a_connection_is_reset_before_the_call_is_carried_out(wire: Wire) -> None:
    await order(wire, "reset_before", method="sendMessage")

    with pytest.raises(ConnectionResetError):
        await bytes_back(wire, "sendMessage", chat_id=IRINA, text="hello")

    assert await shown(wire) == []


async def test_a_connection_is_reset_after_the_call_was_carried_out(wire: Wire) -> None:
    await order(wire, "reset_after", method="sendMessage")

    with pytest.raises(ConnectionResetError):
        await bytes_back(wire, "sendMessage", chat_id=IRINA, text="hello")

    assert await shown(wire) == ["hello"]


async def test_an_answer_is_cut_short_after_the_call_was_carried_out(wire: Wire) -> None:
    await order(wire, "cut_short", method="sendMessage")

    with pytest.raises((aiohttp.ClientPayloadError, aiohttp.ClientOSError)):
        await wire.bot("sendMessage", chat_id=IRINA, text="hello")

    assert await shown(wire) == ["hello"]


async def test_a_refused_call_is_reset_too(wire: Wire, calls: list[JsonObject]) -> None:
    await wire.does(IRINA, "block")
    await order(wire, "reset_after", method="sendMessage")

    with pytest.raises(ConnectionResetError):
        await bytes_back(wire, "sendMessage", chat_id=IRINA, text="hello")

    assert calls[-1]["error"]["error_code"] == 403


async def test_a_delayed_call_is_answered_in_its_time(wire: Wire) -> None:
    await order(wire, "delay", method="sendMessage", seconds=0.2)
    begin = time.perf_counter()

    late = asyncio.create_task(wire.send(IRINA, "late"))
    await struck(wire)
    await wire.send(IRINA, "at once")

    assert await shown(wire) == ["at once"]
    await late
    assert time.perf_counter() - begin >= 0.2
    assert await shown(wire) == ["at once", "late"]


async def test_a_half_open_call_is_carried_out_and_never_answered(wire: Wire) -> None:
    await order(wire, "half_open", method="sendMessage")

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await bytes_back(wire, "sendMessage", chat_id=IRINA, text="hello")

    assert await shown(wire) == ["hello"]


@pytest.mark.parametrize("fault", [{"kind": "half_open"}, {"kind": "delay", "seconds": 600}])
async def test_held_calls_end_when_the_sandbox_stops(wire: Wire, fault: JsonObject) -> None:
    await order(wire, **fault)
    held = asyncio.create_task(bytes_back(wire, "getMe"))
    await struck(wire)

    begin = time.perf_counter()
    await wire.sandbox.stop()

    with pytest.raises(ConnectionResetError):
        await held
    assert time.perf_counter() - begin < 0.5


# --- getUpdates -----------------------------------------------------------------------


async def test_polling_meets_faults_and_loses_nothing(wire: Wire) -> None:
    await wire.does(IRINA, "text", text="one")
    for kind in ("error", "reset_before", "reset_after"):
        await order(wire, kind, method="getUpdates")

    refused = await wire.bot("getUpdates")
    for _ in range(2):
        with pytest.raises(ConnectionResetError):
            await bytes_back(wire, "getUpdates")

    assert refused.status == 500
    assert (await wire.update())["message"]["text"] == "one"


async def test_a_confirmation_counts_though_its_answer_was_lost(wire: Wire) -> None:
    await wire.does(IRINA, "text", text="one")
    (update,) = await wire.call("getUpdates")
    await order(wire, "reset_after", method="getUpdates")

    with pytest.raises(ConnectionResetError):
        await bytes_back(wire, "getUpdates", offset=update["update_id"] + 1)

    assert await wire.call("getUpdates") == []


async def test_a_poll_that_is_never_answered_makes_way_for_the_next(wire: Wire) -> None:
    await order(wire, "half_open", method="getUpdates")
    silent = asyncio.create_task(bytes_back(wire, "getUpdates", timeout=50))
    await struck(wire)
    second = asyncio.create_task(wire.call("getUpdates", timeout=50))
    await asyncio.sleep(0.05)

    await wire.does(IRINA, "text", text="hello")

    assert [update["message"]["text"] for update in await second] == ["hello"]
    assert not silent.done()
    silent.cancel()
    await asyncio.wait([silent])


async def test_an_undecodable_update_stands_among_the_others_until_it_is_confirmed(
    wire: Wire, calls: list[JsonObject]
) -> None:
    await wire.does(IRINA, "text", text="before")
    await order(wire, "malformed")
    await wire.call("getUpdates")
    await wire.does(IRINA, "text", text="after")

    before, malformed, after = await wire.call("getUpdates")

    assert (before["message"]["text"], after["message"]["text"]) == ("before", "after")
    assert malformed["update_id"] == before["update_id"] + 1
    with pytest.raises((TypeError, AttributeError)):
        Update.de_json(malformed, None)
    rest = await wire.call("getUpdates", offset=after["update_id"])
    assert [update["message"]["text"] for update in rest] == ["after"]
    calls.clear()  # what no library takes, the checker does not take either


async def test_the_bad_update_may_be_given(wire: Wire, calls: list[JsonObject]) -> None:
    await order(wire, "malformed", update={"unheard_of": {"deep": [[[]]]}})

    (update,) = await wire.call("getUpdates")

    assert update == {"update_id": update["update_id"], "unheard_of": {"deep": [[[]]]}}
    calls.clear()


# --- how many, and whose --------------------------------------------------------------


async def test_a_count_runs_out(wire: Wire) -> None:
    await order(wire, "error", method="sendMessage", count=2)

    codes = [(await wire.bot("sendMessage", chat_id=IRINA, text="hello")).status for _ in range(3)]

    assert codes == [500, 500, 200]
    assert await shown(wire) == ["hello"]


async def test_a_fault_for_one_chat_leaves_others_alone(wire: Wire) -> None:
    await order(wire, "too_many_requests", method="*", chat=IRINA, retry_after=35, count=2)

    me = await wire.bot("getMe")
    other = await wire.bot("sendMessage", chat_id=OLEG, text="hello")
    first = await wire.bot("sendMessage", chat_id=IRINA, text="hello")
    second = await wire.bot("sendChatAction", chat_id=IRINA, action="typing")
    third = await wire.bot("sendMessage", chat_id=IRINA, text="at last")

    assert [reply.status for reply in (me, other, first, second, third)] == [200, 200, 429, 429, 200]
    assert (await shown(wire, OLEG), await shown(wire)) == (["hello"], ["at last"])


async def test_a_fault_for_one_method_leaves_others_alone_however_it_is_spelt(wire: Wire) -> None:
    await order(wire, "error", method="sendmessage")

    assert (await wire.bot("getMe")).status == 200
    assert (await wire.bot("SENDMESSAGE", chat_id=IRINA, text="hello")).status == 500


async def test_orders_are_met_one_after_another_and_shown_until_then(wire: Wire) -> None:
    await order(wire, "error", method="getMe")
    both = await order(wire, "forbidden", count=3, chat=OLEG)
    plain = await order(wire, "bad_request", method="getMe")

    first, second = await wire.bot("getMe"), await wire.bot("getMe")

    assert [fault["kind"] for fault in both["faults"]] == ["error", "forbidden"]
    assert len(plain["faults"]) == 3
    assert (first.status, second.status) == (500, 400)
    assert await pending(wire) == [{"kind": "forbidden", "method": "*", "chat": OLEG, "left": 3}]


async def test_faults_are_called_off(wire: Wire) -> None:
    await order(wire, "error", count=1000)

    async with wire.http.delete(wire.sandbox.base_url + "/faults") as response:
        assert await response.json() == {"faults": []}

    assert (await wire.bot("getMe")).status == 200


# --- the control itself ---------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "earthquake"},
        {"kind": "error", "method": "sendGift"},
        {"kind": "error", "count": 0},
        {"kind": "error", "code": 200},
        {"kind": "error", "chat_id": IRINA},
        {"kind": "too_many_requests", "retry_after": 0},
        {"kind": "delay"},
        {"kind": "delay", "seconds": -1},
        {"kind": "malformed", "method": "sendMessage"},
        {"kind": "malformed", "update": []},
        {"kind": "error", "chat": "Irina"},
    ],
)
async def test_what_is_no_fault_is_refused(wire: Wire, body: JsonObject) -> None:
    reply = await wire.post("/faults", json=body)

    assert reply.status == 400
    assert reply.body["error"]
    assert await pending(wire) == []


@pytest.mark.parametrize("path", ["/faults", "/ledger"])
async def test_only_this_machine_may_ask(wire: Wire, path: str) -> None:
    foreign = await wire.get(path, headers={"Host": "evil.example"})

    assert foreign.status == 403


async def test_other_pages_order_nothing(wire: Wire) -> None:
    headers = {"Origin": "http://evil.example"}
    refused = await wire.post("/faults", json={"kind": "error"}, headers=headers)
    async with wire.http.delete(wire.sandbox.base_url + "/faults", headers=headers) as response:
        assert response.status == 403

    assert refused.status == 403
    assert await pending(wire) == []


async def test_an_ordinary_client_gets_a_connection_error(wire: Wire) -> None:
    await order(wire, "reset_before")

    with pytest.raises((aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
        await wire.bot("sendMessage", chat_id=IRINA, text="hello")
