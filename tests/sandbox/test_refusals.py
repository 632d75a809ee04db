"""What Telegram refuses and in which words: one row each, over raw HTTP."""

from typing import Any

import pytest

from tests.sandbox.conftest import IRINA, STRANGER
from tests.sandbox.wire import Wire

NAMELESS = 4  # a message id nothing has


def inline(**button: Any) -> dict[str, Any]:
    return {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Button"} | button]]}}


def keyboard(button: Any, **more: Any) -> dict[str, Any]:
    return {"text": "x", "reply_markup": {"keyboard": [[button]]} | more}


def html(text: str) -> dict[str, Any]:
    return {"text": text, "parse_mode": "HTML"}


def entity(**fields: Any) -> dict[str, Any]:
    return {"text": "hello", "entities": [{"type": "bold", "offset": 0, "length": 5} | fields]}


def commands(command: Any) -> dict[str, Any]:
    return {"commands": [command]}


BUTTON = "can't parse inline keyboard button: "
KEY = "can't parse keyboard button: "
HTML = "can't parse entities: "

# To IRINA's chat unless the row names another; every description begins with "Bad Request: ".
SENDING = [
    ({"chat_id": ""}, "chat_id is empty"),
    ({"chat_id": 0}, "chat not found"),
    ({"chat_id": -1}, "chat not found"),
    ({"chat_id": "@nobody_at_all"}, "chat not found"),
    ({"chat_id": "not_a_chat"}, "chat not found"),
    ({"chat_id": STRANGER}, "chat not found"),
    ({"text": ""}, "message text is empty"),
    ({"text": "", "chat_id": 0}, "message text is empty"),
    ({"text": " \n\t "}, "text must be non-empty"),
    ({"text": "\u200b\u2800\xa0"}, "text must be non-empty"),
    (html("<b> </b>"), "text must be non-empty"),
    ({"text": "x" * 4097}, "message is too long"),
    (html("<b>" + "x" * 4097 + "</b>"), "message is too long"),
    ({"parse_mode": "bbcode"}, "unsupported parse_mode"),
    ({"parse_mode": "Markdown"}, "parse_mode Markdown is not supported by the sandbox, use HTML or entities"),
    (html("<script>"), HTML + 'Unsupported start tag "script" at byte offset 0'),
    (html("Иван <ООО>"), HTML + 'Unsupported start tag "ООО" at byte offset 9'),
    (html("a < b"), HTML + 'Unsupported start tag "" at byte offset 2'),
    (html("a <b"), HTML + "Unclosed start tag at byte offset 2"),
    (html("<b>x"), HTML + 'Can\'t find end tag corresponding to start tag "b"'),
    (html("x</b>"), HTML + "Unexpected end tag at byte offset 1"),
    (
        html("<b><i>test</b></i>"),
        HTML + 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
    ),
    (html("<b>x</b"), HTML + "Unclosed end tag at byte offset 4"),
    (html("<span>x</span>"), HTML + 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    (
        html('<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>'),
        HTML + "Invalid custom emoji identifier specified",
    ),
    (entity(offset=100), "entity begins after the end of the text at UTF-16 offset 100"),
    (
        entity(length=100),
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    (entity(offset=-1), "receive an entity with incorrect offset -1"),
    (entity(type="loud"), "can't parse MessageEntity: Unsupported type specified"),
    (entity(type="text_link"), 'can\'t parse MessageEntity: Can\'t find field "url"'),
    (entity(type="text_link", url="nowhere"), "entity URL 'nowhere' is invalid: Wrong HTTP URL"),
    (entity(type="text_link", url=""), "entity URL '' is invalid: URL host is empty"),
    (entity(type="text_mention"), 'can\'t parse MessageEntity: Can\'t find field "user"'),
    (entity(type="custom_emoji"), 'can\'t parse MessageEntity: Can\'t find field "custom_emoji_id"'),
    ({"entities": "["}, "can't parse entities JSON object"),
    ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ({"reply_markup": "[]"}, "object expected as reply markup"),
    ({"reply_markup": {"inline_keyboard": "bad"}}, 'field "inline_keyboard" must be of type Array'),
    (
        {"reply_markup": {"inline_keyboard": [{"text": "a"}]}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    ({"reply_markup": {"keyboard": ["a"]}}, 'field "keyboard" must be an Array of Arrays'),
    ({"reply_markup": {"inline_keyboard": [["a"]]}}, BUTTON + "InlineKeyboardButton must be an Object"),
    ({"reply_markup": {"inline_keyboard": [[{"callback_data": "a"}]]}}, BUTTON + 'Can\'t find field "text"'),
    ({"reply_markup": {"inline_keyboard": [[{"text": {}, "callback_data": "a"}]]}},
        BUTTON + 'Field "text" must be of type String'),
    (inline(text=" ", callback_data="a"), "inline keyboard button text must be non-empty"),
    (inline(), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (inline(callback_data=""), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (inline(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    (inline(callback_data="ы" * 33), "BUTTON_DATA_INVALID"),
    (inline(url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    (
        inline(url="ftp://example.com"),
        "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ),
    (
        inline(web_app={"url": "http://example.com"}),
        "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
    ),
    (inline(pay=True), "BUTTON_TYPE_INVALID"),
    (inline(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
    (inline(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    (inline(login_url={"url": "https://example.com"}), "BOT_DOMAIN_INVALID"),
    (inline(callback_data="a", style="blue"), BUTTON + "Invalid button style specified"),
    (
        inline(callback_data="a", url="https://example.com"),
        BUTTON + "exactly one of the optional fields must be used to specify type of the button",
    ),
    ({"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 9]}},
        "reply markup is too long"),
    ({"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}},
        "reply markup is too long"),
    (keyboard({"request_contact": True}), KEY + 'Can\'t find field "text"'),
    (keyboard({"text": " "}), "keyboard button text must be non-empty"),
    (keyboard({"text": "a", "request_users": {}}), KEY + 'Can\'t find field "request_id"'),
    (
        keyboard({"text": "a", "request_users": {"request_id": 1, "max_quantity": 999}}),
        "BUTTON_QUANTITY_MAX_INVALID",
    ),
    (keyboard("a", one_time_keyboard="yes"), 'field "one_time_keyboard" must be of type Boolean'),
    (keyboard("a", is_persistent="yes"), 'field "is_persistent" must be of type Boolean'),
    (keyboard("a", selective="yes"), 'field "selective" must be of type Boolean'),
    ({"reply_markup": {"force_reply": "yes"}}, 'field "force_reply" must be of type Boolean'),
    ({"reply_markup": {"remove_keyboard": "yes"}}, 'field "remove_keyboard" must be of type Boolean'),
    ({"reply_parameters": {"message_id": NAMELESS}}, "message to be replied not found"),
    ({"reply_parameters": {"quote": "hello"}}, 'can\'t find field "message_id"'),
    ({"link_preview_options": {"is_disabled": "yes"}}, 'field "is_disabled" must be of type Boolean'),
    ({"link_preview_options": {"url": "nowhere"}}, "WEBPAGE_URL_INVALID"),
    ({"message_thread_id": 5}, "message thread not found"),
    ({"business_connection_id": "b"}, "business connection not found"),
    ({"message_effect_id": "9999999999999999999"}, "EFFECT_ID_INVALID"),
    ({"allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
    ({"suggested_post_parameters": {}}, "suggested posts can be sent only to channel direct messages"),
]  # fmt: skip


@pytest.mark.parametrize(("params", "words"), SENDING)
async def test_send_message_is_refused(wire: Wire, params: dict[str, Any], words: str) -> None:
    reply = await wire.bot("sendMessage", **({"chat_id": IRINA, "text": "x"} | params))

    assert reply.refusal == (400, f"Bad Request: {words}")
    assert (await wire.phone(IRINA))["messages"] == []


OTHERS = [
    ("editMessageText", {"text": ""}, "message text is empty"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "chat_id": IRINA}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "chat_id": 5, "message_id": NAMELESS}, "chat not found"),
    ("editMessageText", {"text": "x", "chat_id": IRINA, "message_id": NAMELESS}, "message to edit not found"),
    ("editMessageReplyMarkup", {"chat_id": IRINA, "message_id": NAMELESS}, "message to edit not found"),
    ("editMessageCaption", {"chat_id": IRINA, "message_id": NAMELESS}, "message to edit not found"),
    ("deleteMessage", {"message_id": NAMELESS}, "chat identifier is not specified"),
    ("deleteMessage", {"chat_id": IRINA}, "message identifier is not specified"),
    ("deleteMessage", {"chat_id": IRINA, "message_id": NAMELESS}, "message to delete not found"),
    ("deleteMessages", {"chat_id": IRINA}, "message identifiers are not specified"),
    (
        "deleteMessages",
        {"chat_id": IRINA, "message_ids": list(range(1, 102))},
        "too many message identifiers specified",
    ),
    (
        "answerCallbackQuery",
        {"callback_query_id": "123"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("answerCallbackQuery", {"callback_query_id": "123", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "123", "url": "https://example.com"},
        "URL_INVALID",
    ),
    ("sendChatAction", {"chat_id": IRINA, "action": "dancing"}, "wrong parameter action in request"),
    ("sendChatAction", {"chat_id": IRINA}, "wrong parameter action in request"),
    ("setMyCommands", {"commands": "["}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
    ("setMyCommands", commands("start"), "expected an Object as BotCommand"),
    ("setMyCommands", commands({"command": "start"}),
        'can\'t parse BotCommand: Can\'t find field "description"'),
    ("setMyCommands", commands({"command": "/", "description": "d"}), "command must be non-empty"),
    ("setMyCommands", commands({"command": "x" * 33, "description": "d"}),
        "command length must not exceed 32"),
    ("setMyCommands", commands({"command": "start", "description": " "}),
        "command description must be non-empty"),
    ("setMyCommands", commands({"command": "start", "description": "d" * 257}),
        "command description length must not exceed 256"),
    ("setMyCommands", commands({"command": "Start", "description": "d"}), "BOT_COMMAND_INVALID"),
    ("setMyCommands", commands({"command": "старт", "description": "d"}), "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [], "language_code": "rus"}, "invalid language code specified"),
    ("setMyCommands", {"commands": [], "scope": {"type": "moon"}},
        "can't parse BotCommandScope: Unsupported type specified"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ("setMyName", {"name": "x" * 65}, "bot name is too long"),
    ("setMyDescription", {"description": "x" * 513}, "bot description is too long"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "bot short description is too long"),
    ("setChatMenuButton", {"menu_button": {"type": "moon"}},
        "can't parse menu button: Unsupported type specified"),
    ("setChatMenuButton", {"menu_button": {"type": "web_app", "text": "a", "web_app": {"url": "http://a.b"}}},
        "menu button Web App URL 'http://a.b' is invalid: Only HTTPS links are allowed"),
    ("setWebhook", {"url": "http://example.com"},
        "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://example.com"}, "bad webhook: the sandbox delivers to this machine only"),
    ("setWebhook", {"url": "ftp://127.0.0.1/hook"}, "invalid webhook URL specified"),
    ("setWebhook", {"url": "http://127.0.0.1:port/"}, "invalid webhook URL specified"),
    ("setWebhook", {"url": "https://127.0.0.1/hook", "secret_token": "секрет"},
        "secret token contains unallowed characters"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "nothing"}, "wrong file_id or the file is temporarily unavailable"),
    ("sendDocument", {"chat_id": IRINA}, "there is no document in the request"),
    ("sendPhoto", {"chat_id": IRINA}, "there is no photo in the request"),
    ("sendVoice", {"chat_id": IRINA}, "there is no voice in the request"),
    ("sendPhoto", {"chat_id": IRINA, "photo": "nothing"}, "wrong file identifier/HTTP URL specified"),
    ("sendDocument", {"chat_id": IRINA, "document": "https://example.com/a.pdf"},
        "sending a file by its address is not supported by the sandbox"),
    ("sendContact", {"chat_id": IRINA, "first_name": "A"}, "phone number must be non-empty"),
    ("sendContact", {"chat_id": IRINA, "phone_number": "+7"}, "first name must be non-empty"),
    ("sendLocation", {"chat_id": IRINA, "longitude": 1}, "latitude is empty"),
    ("sendLocation", {"chat_id": IRINA, "latitude": 91, "longitude": 1},
        "wrong parameter location specified"),
    ("copyMessage", {"chat_id": IRINA, "from_chat_id": IRINA, "message_id": NAMELESS},
        "message to copy not found"),
    ("forwardMessage", {"chat_id": IRINA, "from_chat_id": IRINA, "message_id": NAMELESS},
        "message to forward not found"),
    ("pinChatMessage", {"chat_id": IRINA, "message_id": NAMELESS}, "message to pin not found"),
    ("setMessageReaction", {"chat_id": IRINA, "message_id": NAMELESS, "reaction": []},
        "message to react not found"),
    ("setMessageReaction", {"chat_id": IRINA, "message_id": 1,
        "reaction": [{"type": "emoji", "emoji": "🦷"}]}, "REACTION_INVALID"),
    ("getChat", {"chat_id": 5}, "chat not found"),
    ("getChatMember", {"chat_id": IRINA, "user_id": 5}, "invalid user_id specified"),
    ("sendPoll", {"chat_id": IRINA}, "method sendPoll is not supported by the sandbox"),
    ("SENDDICE", {"chat_id": IRINA}, "method sendDice is not supported by the sandbox"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "params", "words"), OTHERS)
async def test_other_methods_are_refused(wire: Wire, method: str, params: dict[str, Any], words: str) -> None:
    reply = await wire.bot(method, **params)

    assert reply.refusal == (400, f"Bad Request: {words}")


async def test_paths_and_tokens(wire: Wire) -> None:
    token = wire.sandbox.token

    assert (await wire.get("/bot1:wrong/getMe")).refusal == (401, "Unauthorized: invalid token specified")
    assert (await wire.get("/bot/getMe")).refusal == (401, "Unauthorized: invalid token specified")
    assert (await wire.get(f"/bot{token}/getYou")).refusal == (404, "Not Found: method not found")
    assert (await wire.get(f"/bot{token}")).refusal == (404, "Not Found")
    assert (await wire.get("/elsewhere")).refusal == (404, "Not Found")
    assert (await wire.get(f"/file/bot{token}/documents/file_0")).refusal == (404, "Not Found")


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"{", "application/json", "can't parse request JSON object"),
        (b"[]", "application/json", "expected an Object as the request"),
        (b"text", "application/x-www-form-urlencoded", "can't parse request parameters"),
        (b"text=%FF", "application/x-www-form-urlencoded", "strings must be encoded in UTF-8"),
        (b"text=\xff", "application/x-www-form-urlencoded", "strings must be encoded in UTF-8"),
        (b"--a\r\n", "multipart/form-data", "can't parse multipart request"),
    ],
)
async def test_bodies_that_cannot_be_read(wire: Wire, body: bytes, kind: str, words: str) -> None:
    path = f"/bot{wire.sandbox.token}/sendMessage"

    reply = await wire.post(path, data=body, headers={"Content-Type": kind})

    assert reply.refusal == (400, f"Bad Request: {words}")
