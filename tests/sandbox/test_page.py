"""The page's side: state, events, links, the visit, and who may not come in."""

from typing import Any

import aiohttp
import pytest

from sandbox import Person, Sandbox
from sandbox.errors import ApiError, too_many_requests
from sandbox.pageroutes import visitor_language
from tests.sandbox.conftest import IRINA, MOMENT, STRANGER, listening
from tests.sandbox.wire import Wire


async def test_the_state_of_a_phone(wire: Wire) -> None:
    await wire.send(IRINA, "<b>Hello</b>", parse_mode="HTML", disable_notification=True)

    state = await wire.state()

    (message,) = state["phones"][0].pop("messages")
    assert message == {
        "message_id": message["message_id"],
        "from": "bot",
        "date": int(MOMENT.timestamp()),
        "text": "Hello",
        "entities": [{"type": "bold", "offset": 0, "length": 5}],
        "silent": True,
    }
    assert state["phones"][0] == {
        "id": IRINA,
        "first_name": "Ирина",
        "last_name": "Соколова",
        "username": "irina",
        "language_code": "ru",
        "phone": "+79161234567",
        "note": "Владелец",
        "started": True,
        "blocked": False,
        "commands": [],
        "menu_button": {"type": "commands"},
        "reply_keyboard": None,
        "busy": [],
        "faults": [],
        "draft_link": None,
        "pinned": [],
    }
    assert state["clock"] == {"now": MOMENT.timestamp(), "running": False, "version": 1}
    assert state["bot"]["username"] == "sandbox_bot"


async def test_messages_edits_and_deletions_are_events(wire: Wire) -> None:
    async with listening(wire) as page:
        sent = await wire.send(IRINA, "one")
        place = {"chat_id": IRINA, "message_id": sent["message_id"]}
        await wire.call("sendChatAction", chat_id=IRINA, action="typing")
        await wire.call("editMessageText", text="two", **place)
        await wire.call("deleteMessage", **place)

        name, data = await page.next()
        assert (name, data["phone"], data["message"]["text"]) == ("message", IRINA, "one")
        assert await page.next() == ("chat_action", {"phone": IRINA, "action": "typing"})
        name, data = await page.next()
        assert (name, data["message"]["text"]) == ("edit", "two")
        assert await page.next() == ("delete", {"phone": IRINA, "message_id": sent["message_id"]})


async def test_a_link_waits_for_the_start_button(wire: Wire) -> None:
    await wire.does(STRANGER, "link", payload="invite_7")
    waiting = (await wire.phone(STRANGER))["draft_link"]
    await wire.does(STRANGER, "start")

    assert waiting == "invite_7"
    assert (await wire.update())["message"]["text"] == "/start invite_7"
    assert (await wire.phone(STRANGER))["draft_link"] is None
    assert (await wire.cannot(STRANGER, "link", payload="not a payload"))[0] == 400
    assert (await wire.cannot(STRANGER, "start", payload="x" * 65))[0] == 400


async def test_a_cleared_history_is_off_the_screen_only(wire: Wire) -> None:
    old = await wire.send(IRINA, "old")
    await wire.does(IRINA, "clear")
    await wire.send(IRINA, "new")

    assert [message["text"] for message in (await wire.phone(IRINA))["messages"]] == ["new"]
    assert await wire.call("editMessageText", chat_id=IRINA, message_id=old["message_id"], text="still there")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("9/text", {"text": "x"}, 404),
        (f"{IRINA}/dance", {}, 404),
        (f"{IRINA}/text", {}, 400),
        (f"{IRINA}/text", {"text": "  "}, 400),
        (f"{IRINA}/text", {"text": "x" * 4097}, 400),
        (f"{IRINA}/text", {"text": 5}, 400),
        (f"{IRINA}/text", {"text": "x", "reply_to": 4}, 404),
        (f"{IRINA}/text", [], 400),
        (f"{IRINA}/tap", {"message_id": 4, "data": "x"}, 404),
        (f"{IRINA}/location", {"latitude": "x", "longitude": 1}, 400),
        (f"{IRINA}/users_shared", {"user_ids": []}, 400),
        (f"{IRINA}/contact", {"phone_number": "+7"}, 400),
    ],
)
async def test_what_a_person_cannot_do(wire: Wire, path: str, body: Any, status: int) -> None:
    reply = await wire.post(f"/page/phones/{path}", json=body)

    assert (reply.status, list(reply.body)) == (status, ["error"])
    assert await wire.updates() == []


async def test_a_blocking_person_writes_nothing(wire: Wire) -> None:
    await wire.does(IRINA, "block")

    assert (await wire.cannot(IRINA, "text", text="x"))[0] == 409
    await wire.does(IRINA, "unblock")
    assert await wire.does(IRINA, "text", text="x")


async def test_people_are_replaced_and_keep_their_chats(wire: Wire) -> None:
    await wire.send(IRINA, "one")

    wire.sandbox.set_people([Person(IRINA, "Irina", language_code="en"), Person(7, "New")])

    phones = (await wire.state())["phones"]
    assert [(phone["id"], phone["first_name"], len(phone["messages"])) for phone in phones] == [
        (IRINA, "Irina", 1),
        (7, "New", 0),
    ]
    assert (await wire.call("getChat", chat_id=IRINA))["first_name"] == "Irina"


async def test_the_page_and_its_files(wire: Wire) -> None:
    async with wire.http.get(wire.sandbox.base_url + "/") as response:
        page = await response.text()
    outside = await wire.get("/page/static/..%2f..%2fserver.py")
    missing = await wire.get("/page/static/nothing.js")

    assert page.startswith("<!doctype html>")
    assert (outside.status, missing.status) == (404, 404)


async def test_the_first_visit_is_awaited_once_with_the_visitor_s_language() -> None:
    visits = []

    async def on_visit(language: str) -> None:
        visits.append(language)

    sandbox = Sandbox([], on_visit=on_visit)
    await sandbox.start()
    async with aiohttp.ClientSession(headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.8"}) as http:
        for _ in range(2):
            async with http.get(sandbox.base_url + "/") as response:
                assert response.status == 200
    await sandbox.stop()

    assert visits == ["ru"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "en"),
        ("ru", "ru"),
        ("en-US,en;q=0.9,ru;q=0.8", "en"),
        ("uk,ru;q=0.5", "ru"),
        ("en;q=x", "en"),
    ],
)
def test_the_visitor_s_language(accepted: str, language: str) -> None:
    assert visitor_language(accepted) == language


# --- who may come in ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8081", 200),
        ("[::1]:8081", 200),
        ("evil.example", 403),
        ("10.0.0.5", 403),
    ],
)
async def test_only_loopback_names_are_answered(wire: Wire, host: str, status: int) -> None:
    assert (await wire.get("/page/state", headers={"Host": host})).status == status
    assert (await wire.get(f"/bot{wire.sandbox.token}/getMe", headers={"Host": host})).status == status


async def test_other_pages_may_not_post(wire: Wire) -> None:
    for origin in ("https://evil.example", "http://127.0.0.1:1", "null"):
        for path in ("/clock", f"/page/phones/{IRINA}/text"):
            refused = await wire.post(path, json={"text": "x"}, headers={"Origin": origin})
            assert refused.status == 403
    own = await wire.post(
        f"/page/phones/{IRINA}/text", json={"text": "x"}, headers={"Origin": wire.sandbox.base_url}
    )

    assert own.status == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.1", "example.com", "::"])  # noqa: S104
async def test_it_listens_on_loopback_only(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        await Sandbox([]).start(host)


# --- the door for faults --------------------------------------------------------------


async def test_calls_can_be_made_to_fail_before_or_after_they_are_carried_out(wire: Wire) -> None:
    async def limited(method: str, chat_id: str, carry_out: Any) -> Any:
        if method == "sendMessage":
            raise too_many_requests(7)
        return await carry_out()

    async def unheard(method: str, chat_id: str, carry_out: Any) -> Any:
        await carry_out()
        raise ApiError(500)

    wire.sandbox.around_call(limited)
    refused = await wire.bot("sendMessage", chat_id=IRINA, text="one")
    me = await wire.bot("getMe")
    wire.sandbox.around_call(unheard)
    lost = await wire.bot("sendMessage", chat_id=IRINA, text="two")
    wire.sandbox.around_call(None)

    assert refused.refusal == (429, "Too Many Requests: retry after 7")
    assert refused.body["parameters"] == {"retry_after": 7}
    assert refused.headers["Retry-After"] == "7"
    assert me.status == 200
    assert lost.refusal == (500, "Internal Server Error")
    assert [message["text"] for message in (await wire.phone(IRINA))["messages"]] == ["two"]
