import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.transport import AnswerLost, NotSent, NotTelegram, Transport, pause_of
from tests.bot.telegram_stub import TOKEN, TelegramStub, refusal, serving

SENT = {"message_id": 1, "date": 1_795_000_000, "chat": {"id": 1, "type": "private"}}


@pytest.fixture
async def stub() -> AsyncIterator[TelegramStub]:
    async with serving() as stub:
        yield stub


@pytest.fixture
async def bot(stub: TelegramStub) -> AsyncIterator[Bot]:
    transport = Transport()
    async with Bot(
        TOKEN, base_url=f"{stub.url}/bot", request=transport, get_updates_request=transport
    ) as bot:
        yield bot


async def test_values_arrive_as_json(bot: Bot, stub: TelegramStub) -> None:
    stub.replies["sendMessage"] = lambda stub, params: SENT
    await bot.send_message(1, "Ё <b>", disable_notification=True)

    assert stub.of("sendMessage") == [{"chat_id": 1, "text": "Ё <b>", "disable_notification": True}]


async def test_one_connection_serves_one_call_after_the_other(bot: Bot, stub: TelegramStub) -> None:
    for _ in range(5):
        await bot.get_me()

    assert len(stub.connections) == 1


async def test_a_file_is_uploaded(bot: Bot, stub: TelegramStub) -> None:
    stub.replies["sendDocument"] = lambda stub, params: SENT
    await bot.send_document(1, b"abc", filename="отчёт.txt", caption="Ё")

    assert stub.of("sendDocument") == [
        {"chat_id": "1", "caption": "Ё", "document": ("отчёт.txt", b"abc")},
    ]


async def test_an_answer_in_drops_is_not_waited_for_for_ever(stub: TelegramStub) -> None:
    async def drips(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while request.transport is not None and not request.transport.is_closing():
            await answer.write(b" ")
            await asyncio.sleep(0.005)
        return answer

    transport = Transport()
    await transport.initialize()
    stub.troubles.append(drips)
    async with asyncio.timeout(5):
        with pytest.raises(AnswerLost):
            await transport.post(f"{stub.url}/bot{TOKEN}/getUpdates", connect_timeout=0.05, read_timeout=0.05)
    await transport.shutdown()


async def test_nobody_there_means_not_sent(bot: Bot) -> None:
    transport = Transport()
    await transport.initialize()
    with pytest.raises(NotSent):
        await transport.post(f"http://127.0.0.1:9/bot{TOKEN}/sendMessage")
    await transport.shutdown()


async def test_a_cut_send_may_have_arrived_and_is_not_repeated(bot: Bot, stub: TelegramStub) -> None:
    stub.breaks["sendMessage"] = 5
    with pytest.raises(AnswerLost) as lost:
        await bot.send_message(1, "x")

    assert len(stub.of("sendMessage")) == 1
    assert TOKEN not in repr(lost.value)


async def test_a_cut_edit_is_repeated_once(bot: Bot, stub: TelegramStub) -> None:
    stub.breaks["answerCallbackQuery"] = 1

    assert await bot.answer_callback_query("1")
    assert len(stub.of("answerCallbackQuery")) == 2


async def test_silence_is_a_lost_answer(bot: Bot, stub: TelegramStub) -> None:
    async def wait(stub: TelegramStub, params: object) -> bool:
        await asyncio.sleep(5)
        return True

    stub.replies["sendMessage"] = wait
    with pytest.raises(AnswerLost):
        await bot.send_message(1, "x", connect_timeout=0.05, read_timeout=0.05)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal(400, "Bad Request: chat not found"), BadRequest),
        (web.Response(status=502, text="<html>Bad Gateway</html>"), NetworkError),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        *((web.Response(status=code, text="<html>"), NotTelegram) for code in (200, 400, 401, 403, 404)),
        (web.Response(status=204), NotTelegram),
        (web.Response(status=302, headers={"Location": "/login"}), NotTelegram),
        (web.Response(status=200, text="[]"), TelegramError),
    ],
)
async def test_bad_answers_are_errors_of_telegram(
    bot: Bot, stub: TelegramStub, answer: web.Response, error: type[TelegramError]
) -> None:
    stub.replies["getMe"] = lambda stub, params: answer
    with pytest.raises(error) as raised:
        await bot.get_me()

    assert not isinstance(raised.value, AnswerLost | NotSent)
    assert TOKEN not in repr(raised.value)


@pytest.mark.parametrize(("method", "doubles"), [("send_message", True), ("edit_message_text", False)])
async def test_a_gateway_that_did_not_wait_means_a_lost_answer(
    bot: Bot, stub: TelegramStub, method: str, doubles: bool
) -> None:
    gave_up = web.Response(status=504, text="<html>Gateway Time-out</html>")
    stub.replies = {name: lambda stub, params: gave_up for name in ("sendMessage", "editMessageText")}
    with pytest.raises(AnswerLost) as raised:
        await getattr(bot, method)(text="x", chat_id=1, **({} if doubles else {"message_id": 1}))

    assert raised.value.doubles is doubles
    assert len(stub.calls) == 2  # the first was getMe


async def test_nobody_is_followed_elsewhere(bot: Bot, stub: TelegramStub) -> None:
    """A page that asks to log in: what was meant for Telegram is not sent on to it."""
    stub.replies["sendMessage"] = lambda stub, params: web.Response(
        status=307, headers={"Location": f"{stub.url}/bot{TOKEN}/getMe"}
    )
    with pytest.raises(NotTelegram):
        await bot.send_message(1, "x")

    assert [method for method, _ in stub.calls] == ["getMe", "sendMessage"]


async def test_telegrams_pause_is_known(bot: Bot, stub: TelegramStub) -> None:
    stub.replies["sendMessage"] = lambda stub, params: refusal(429, "Too Many Requests", retry_after=7)
    with pytest.raises(RetryAfter) as raised:
        await bot.send_message(1, "x")

    assert pause_of(raised.value).total_seconds() == 7


def test_half_a_surrogate_does_not_spoil_the_answer() -> None:
    answer = Transport.parse_json_payload(b'{"ok": true, "result": [{"text": "\\ud83d"}]}')

    assert answer["ok"] is True


async def test_an_address_that_is_not_found_in_time_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*args: object, **kwargs: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("aiohttp.resolver.ThreadedResolver.resolve", never)
    transport = Transport()
    await transport.initialize()
    with pytest.raises(NotSent):
        await transport.post(f"http://api.example/bot{TOKEN}/sendMessage", connect_timeout=0.05)
    await transport.shutdown()
