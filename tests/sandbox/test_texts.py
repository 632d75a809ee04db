"""What stands in a message after formatting, trimming and Telegram's own finds."""

from typing import Any

import aiohttp
import pytest

from tests.sandbox.conftest import IRINA, STRANGER
from tests.sandbox.wire import Wire


def brief(message: dict[str, Any], name: str = "entities") -> list[tuple[Any, ...]]:
    """Entities as (type, piece of text, what else there is)."""
    units = message["text"].encode("utf-16-le")
    return [
        (
            entity.pop("type"),
            units[2 * entity["offset"] : 2 * (entity.pop("offset") + entity["length"])].decode("utf-16-le"),
            *(value for key, value in entity.items() if key != "length"),
        )
        for entity in message.get(name, [])
    ]


SENT = [
    ("<b>Анна</b> &amp; <i>Ко</i>", "Анна & Ко", [("bold", "Анна"), ("italic", "Ко")]),
    ("+7 912 345-67-89\n17:10", "+7 912 345-67-89\n17:10", [("phone_number", "+7 912 345-67-89")]),
    ("  \n<b> Анна </b>\n ", "Анна", [("bold", "Анна")]),
    ("<b>a</b><b>b</b>", "ab", [("bold", "ab")]),
    ("<b>a<b>b</b></b>", "ab", [("bold", "ab")]),
    ("🏟<b>🏟</b>x", "🏟🏟x", [("bold", "🏟")]),
    ("<code>a<b>b</b></code>", "ab", [("code", "ab")]),
    ("<code>a<code>b</code></code>", "ab", [("code", "ab")]),
    ("<b>a<code>b</code>c</b>", "abc", [("bold", "a"), ("code", "b"), ("bold", "c")]),
    ("<a href='ya.ru'>a<b>b</b></a>", "ab", [("text_link", "ab", "http://ya.ru/"), ("bold", "b")]),
    ("<blockquote><b>a</b>\n<code>b</code></blockquote>", "a\nb",
        [("blockquote", "a\nb"), ("bold", "a"), ("code", "b")]),
    ("<pre><code class='language-python'>x</code></pre>", "x", [("pre", "x", "python")]),
    ("<a href='example.com/x'>y</a>", "y", [("text_link", "y", "http://example.com/x")]),
    ("<a href='nowhere'>y</a>", "y", []),
    ("<a href='tel:+79161234567'>y</a>", "y", []),
    ("<a href='tg://user?id=1003'>y</a>", "y", []),
    ("<blockquote expandable>y</blockquote>", "y", [("expandable_blockquote", "y")]),
    ("<tg-time unix='1772431200' format='tD'>y</tg-time>", "y", [("date_time", "y", 1772431200, "Dt")]),
    ("a\r\nb\u202ec", "a\nbc", []),
    ("a\x01b", "a b", []),
    ("/start and /stop@dozvon_bot", None, [("bot_command", "/start"), ("bot_command", "/stop@dozvon_bot")]),
    ("и/или, 1/2, a/b", None, []),
    ("@irina, почта a.b@example.com.", None, [("mention", "@irina"), ("email", "a.b@example.com")]),
    (
        "см. https://example.com/a_(b)?q=1, и example.ru",
        None,
        [("url", "https://example.com/a_(b)?q=1"), ("url", "example.ru")],
    ),
    ("#срочно #1 $USD", None, [("hashtag", "#срочно"), ("cashtag", "$USD")]),
    (
        "+7 916 123-45-67 или 89161234567",
        None,
        [("phone_number", "+7 916 123-45-67"), ("phone_number", "89161234567")],
    ),
    ("84 000,50 ₽ до 02.03.2026 в 15:00", None, []),
    ("<code>/start</code>", "/start", [("code", "/start")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "entities"), SENT)
async def test_html_becomes_text_and_entities(
    wire: Wire, source: str, text: str | None, entities: list[tuple[Any, ...]]
) -> None:
    sent = await wire.send(IRINA, source, parse_mode="HTML")

    assert sent["text"] == (source if text is None else text)
    assert brief(sent) == entities


async def test_a_person_s_text_carries_its_entities_in_utf_16_units(wire: Wire) -> None:
    await wire.does(IRINA, "text", text="🏟 /start me@example.com")

    message = (await wire.update())["message"]

    assert message["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 6},
        {"type": "email", "offset": 10, "length": 14},
    ]


async def test_a_known_person_is_mentioned_by_id(wire: Wire) -> None:
    sent = await wire.send(IRINA, f'<a href="tg://user?id={IRINA}">y</a>', parse_mode="HTML")

    assert [entity["user"]["id"] for entity in sent["entities"]] == [IRINA]


async def test_entities_may_be_given_instead(wire: Wire) -> None:
    sent = await wire.send(
        IRINA,
        "Анна example.com",
        entities=[
            {"type": "bold", "offset": 0, "length": 4},
            {"type": "phone_number", "offset": 0, "length": 4},
        ],
    )

    assert brief(sent) == [("bold", "Анна"), ("url", "example.com")]


async def test_4096_characters_count_after_parsing(wire: Wire) -> None:
    sent = await wire.send(IRINA, "<b>" + "ы" * 4096 + "</b>", parse_mode="html")

    assert len(sent["text"]) == 4096


async def test_a_reply_carries_the_message_it_answers_one_level_deep(wire: Wire) -> None:
    first = await wire.send(IRINA, "one")
    second = await wire.send(IRINA, "two", reply_parameters={"message_id": first["message_id"]})
    third = await wire.does(IRINA, "text", text="three", reply_to=second["message_id"])

    reply = (await wire.update())["message"]["reply_to_message"]

    assert second["reply_to_message"] == first
    assert reply["text"] == "two"
    assert "reply_to_message" not in reply
    assert third["reply_to"] == {"message_id": second["message_id"], "text": "two"}


async def test_a_missing_reply_may_be_allowed(wire: Wire) -> None:
    sent = await wire.send(IRINA, reply_parameters={"message_id": 4, "allow_sending_without_reply": True})

    assert "reply_to_message" not in sent


@pytest.mark.parametrize("method", ["sendMessage", "sendmessage", "SENDMESSAGE"])
async def test_parameters_come_in_four_ways(wire: Wire, method: str) -> None:
    path = f"/bot{wire.sandbox.token}/{method}"
    params = {"chat_id": IRINA, "text": "Да + нет", "reply_markup": {"inline_keyboard": []}}
    as_text = {"chat_id": str(IRINA), "text": "Да + нет", "reply_markup": '{"inline_keyboard":[]}'}

    replies = [
        await wire.get(path, params=as_text),
        await wire.post(path, data=as_text),
        await wire.post(path, json=params),
        await wire.post(path, json=as_text),
        await wire.post(path, data=multipart(as_text)),
        await wire.post(path, params={"chat_id": "5"}, json=params),
    ]

    assert [reply.result["text"] for reply in replies] == ["Да + нет"] * 6


def multipart(fields: dict[str, str]) -> Any:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    return form


async def test_absent_fields_are_left_out(wire: Wire) -> None:
    await wire.does(STRANGER, "start")

    message = (await wire.update())["message"]

    assert message["from"] == {"id": STRANGER, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    assert message["chat"] == {"id": STRANGER, "type": "private", "first_name": "Anna"}


async def test_get_me(wire: Wire) -> None:
    me = await wire.call("getMe")

    assert (me["id"], me["is_bot"]) == (int(wire.sandbox.token.split(":")[0]), True)
