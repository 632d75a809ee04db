"""Words, numbers and files that are none of what was asked: a clear sentence, and nothing is lost.

After every wrong answer the question still stands: a right one, given next, is taken.
"""

import datetime as dt
from collections.abc import Sequence

import aiohttp
import pytest

from crm.models import DealState
from tests.bot.speech import LANGUAGES, Speech
from tests.bot.test_hostile_taps import picture
from tests.chat import Chat, Shown
from tests.town import ANNA, NOON, OLEG, OWNER, Town, running

pytestmark = pytest.mark.slow

LATER = NOON + dt.timedelta(hours=3)
LONG = "я" * 4096
EMOJI = "😀" * 2048
MARKS = "\u202eabc\u200f"
TAGS = "<b>&amp;<script>"
NOTHING_AT_ALL = (LONG, EMOJI, MARKS, TAGS, "abc", "{ $name }", "٣٤٥", "+", "1" * 4096)

MOMENT = (
    "Не понимаю, когда. Напишите, например: «завтра 15:00» или «чт 11».",
    "I can’t tell when. Write, for example, “tomorrow 15:00” or “Thu 11”.",
)
PAST = ("Это время уже прошло. Выберите другое.", "That time has passed. Please choose another.")
FAR = ("Слишком далеко: можно не дальше чем на 5 лет вперёд", "Too far ahead: 5 years at most")
SUM = (
    "Не понимаю сумму. Напишите числом, например: 84 000 или 84к.",
    "I can’t read the sum. Write a number, for example 84,000 or 84k.",
)
TOO_MUCH = (
    "Такой суммы в сделке быть не может. Проверьте число.",
    "A deal can’t hold that much. Please check the number.",
)
PHONE = (
    "Это не похоже на номер телефона. Напишите с кодом: +7 916 123-45-67.",
    "This does not look like a phone number. Write it with the code: +1 415 555 2671.",
)
TOO_LONG = ("Слишком длинно: можно до 4 000 знаков", "Too long: 4,000 characters at most")
ONLY_TEXT = (
    "Здесь понимаю только текст. Напишите словами.",
    "I only understand text here. Please write it in words.",
)
FAULTS = ("Не получилось", "That did not work")

# Outcome, what is typed wrongly with the sentences for it, then a right answer and how the result begins.
QUESTIONS = [
    (
        "talked",
        [
            (NOTHING_AT_ALL, MOMENT),
            (("32.13.2026", "25:00", "завтра в 25:00", "abc 15"), MOMENT),
            (("вчера", "yesterday", "2020-01-01", "0001-01-01", "12:00 сегодня", "01.02.2020 10:00"), PAST),
            (("9999-12-31", "31.12.9999", "31.12.2040 10:00"), FAR),
        ],
        ("чт 11:30", "thu 11:30"),
        ("💬 Анна: Поговорили", "💬 Анна: Talked"),
    ),
    (
        "paid",
        [
            (NOTHING_AT_ALL, SUM),
            (("0", "-5", "1,5,5", "84 000,555", "восемь", "84к 5"), SUM),
            (("99999999999999999999", "100 000 млрд"), TOO_MUCH),
        ],
        ("1,5 млн", "1.5m"),
        ("✅ Анна: Оплачено, 1\u00a0500\u00a0000\u00a0₽", "✅ Анна: Paid, ₽1,500,000"),
    ),
    (
        "refused",
        [((LONG,), TOO_LONG)],
        (TAGS, TAGS),
        (f"✖️ Анна: Отказ, «{TAGS}»", f"✖️ Анна: Refused, “{TAGS}”"),
    ),
    (
        "wrong_number",
        [
            (NOTHING_AT_ALL, PHONE),
            (("12", "+7 916", "+7 916 123-45-67 доб. 5"), PHONE),
        ],
        ("8 (916) 222-33-44", "+7 (916) 222-33-44"),
        ("☎️ Анна: Не тот номер", "☎️ Анна: Wrong number"),
    ),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
async def test_wrong_words_to_an_outcomes_question(
    sqlite_url: str,
    language: str,
    question: tuple[str, list[tuple[Sequence[str], tuple[str, str]]], tuple[str, str], tuple[str, str]],
) -> None:
    outcome, wrong, right, result = question
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await asked(town, chat, say, outcome)
        before = await town.crm.read(picture)

        for texts, sentences in wrong:
            for text in texts:
                assert plain(await chat.says(text)) == say.either(*sentences), text[:40]
        await other_than_text(chat, say)
        assert await town.crm.read(picture) == before

        assert (await chat.says(say.either(*right))).lines[0] == say.either(*result)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("84к", 84_000_00), ("1,5 млн", 1_500_000_00), ("84 000,50 ₽", 84_000_50), ("$1,200", 1_200_00)],
)
async def test_sums_as_people_type_them(sqlite_url: str, typed: str, minor: int) -> None:
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        deal = await asked(town, chat, Speech("ru"), "paid")
        await chat.says(typed)
        fresh = await town.given.fresh(deal)
        assert (fresh.state, fresh.sum_minor) == (DealState.WON, minor)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_night_and_a_day_off_are_questioned_not_refused(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        deal = await asked(town, chat, say, "call_back")

        night = await chat.says(say.either("завтра 23:00", "tomorrow 23:00"))
        assert night.lines[-1] == say.either(
            "🌙 В это время клиенту обычно не звонят. Сохранить?",
            "🌙 Clients are not usually called at that hour. Save?",
        )
        sunday = await chat.says(say.either("вс 12:00", "sun 12:00"))
        assert sunday.lines[-1] == say.either(
            "У клиента выходной. Сохранить?", "The client has a day off. Save?"
        )
        assert await chat.says("abc") == await chat.screen()
        await chat.tap(say("yes_save"), on=sunday)

        fresh = await town.given.fresh(deal)
        assert fresh.step_at == dt.datetime(2026, 11, 29, 9, 0, tzinfo=dt.UTC)


async def test_a_question_whose_deal_changed_meanwhile(sqlite_url: str) -> None:
    """The answer comes too late: the card as it is now, and the next words are just words again."""
    async with running(sqlite_url) as town:
        oleg, owner = await town.given.manager(OLEG), town.chat(OWNER)
        deal = await town.given.deal(oleg, client="Анна", at=LATER)
        chat = town.chat(OLEG)
        await chat.says("Анна")
        await chat.taps("Ещё", "Оплачено")
        await owner.says("Анна")
        await owner.tap("Не берёт")

        fresh = await chat.says("84к")
        assert "Попытка 1 из 5 без ответа" in fresh.lines
        assert (await chat.says("Анна")).labels[0] == "📵 Не берёт"
        assert (await town.given.fresh(deal)).state is DealState.OPEN


async def test_hostile_names_and_words_on_every_screen(sqlite_url: str) -> None:
    """Names of markup, of marks and of the greatest length: every screen of the deal can be drawn."""
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        for name in (TAGS, "\u202eАнна\u200f\u2067", "😀" * 60, "я" * 120, "{ $name } & co"):
            deal = await town.given.deal(
                client=name, company=name, need=LONG[:4000], at=LATER, phone="+79161234567"
            )
            await opened(chat, deal)
            for words in (LONG[:4000], "<b>" * 1300, EMOJI):
                await chat.taps("Ещё", "Заметка")
                await chat.says(words)
                await opened(chat, deal)
            await chat.taps("Ещё", "История")
            await opened(chat, deal)
            await chat.taps("Ещё", "Отказ")
            await chat.says("<i>" * 1333)
            picker = await chat.taps("Отменить", "Ещё", "Перенести шаг")
            await chat.tap(next(label for label in picker.labels if label.startswith("Завтра ")))
        for command in ("/today", "/next", "/digest", "/team", "/settings", "/help", "/start"):
            await chat.says(command)
        assert not faults(town)


async def test_four_thousand_characters_wherever_words_are_taken(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        for text in (LONG, EMOJI, TAGS * 200, "1" * 4096, MARKS):
            await chat.says("/start")
            await chat.says(text)
            await chat.says("/new")
            await chat.says(text)
            for opening in (
                ["/new Пётр +79161234567", "Имя"], ["/new Пётр +79161234567", "Часовой пояс"],
                ["/settings", "Рабочие часы"], ["/settings", "Часовой пояс"],
            ):  # fmt: skip
                await chat.says("/start")
                await chat.says(opening[0])
                await chat.tap(opening[1])
                await chat.says(text)
            await chat.says("/" + text[:4000])
            await chat.says("/find " + text[:4000])
        assert not faults(town)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_sent_to_the_client_side(sqlite_url: str, language: str) -> None:
    """Each step of a request gets everything but its answer; the draft goes on from where it was."""
    async with running(sqlite_url, language=language) as town:
        say, anna = Speech(language), town.chat(ANNA)
        await town.chat(OWNER).starts()
        await anna.starts()
        await anna.tap(say("leave"))

        too_long = ("Слишком длинно: можно до 500 знаков", "Too long: 500 characters at most")
        assert plain(await anna.says(LONG)) == say.either(*too_long)
        assert plain(await sends_file(anna, "voice")) == say.either(*ONLY_TEXT)
        assert plain(await sends_location(anna)) == say.either(*ONLY_TEXT)
        assert (await anna.says(TAGS)).lines[0] == f"📝 {TAGS}"
        for text in (LONG, EMOJI, "abc", "12345", "<b>+7 916</b>", "٣٤٥"):
            assert plain(await anna.says(text)) == say.either(*PHONE), text[:20]
        assert plain(await sends_file(anna, "photo")) == say.either(*ONLY_TEXT)
        assert plain(await sends_location(anna)) == say.either(*ONLY_TEXT)
        await anna.says("+7 916 222-33-44")
        for text in (LONG, "завтра"):
            asked_again = await anna.says(text)
            assert asked_again.lines[0] == say.either(
                "Здесь нужно нажать кнопку.", "Please press a button here."
            )
        await anna.tap(say("evening"))
        assert plain(await sends_file(anna, "document")) == say.either(*ONLY_TEXT)
        accepted = await anna.tap(say("agree"))

        assert accepted.lines[0] == say.either("✅ Заявка № 1 принята.", "✅ Request No. 1 accepted.")
        assert not faults(town)


async def asked(town: Town, chat: Chat, say: Speech, outcome: str) -> int:
    """A deal whose card was opened and this outcome pressed."""
    deal = await town.given.deal(client="Анна", at=LATER)
    await chat.says("Анна")
    if (await chat.screen()).data(say(outcome)) is None:
        await chat.tap(say("more"))
    await chat.tap(say(outcome))
    return deal


async def opened(chat: Chat, deal: int) -> None:
    """The deal's card, by the button that stands under many messages."""
    await chat.says("/start")
    home = await chat.screen()
    await chat._does("tap", message_id=home.message_id, data=f"c:{deal}:c", stale=True)


async def other_than_text(chat: Chat, say: Speech) -> None:
    """Files, a voice and a place where words are expected."""
    for kind in ("voice", "photo", "document"):
        assert plain(await sends_file(chat, kind)) == say.either(*ONLY_TEXT), kind
    assert plain(await sends_location(chat)) == say.either(*ONLY_TEXT)
    own = await chat.shares_number()
    assert own.text.startswith(say.either("Это ваш собственный номер.", "This is your own number."))


async def sends_location(chat: Chat) -> Shown:
    return await chat._does("location", latitude=55.75, longitude=37.61)


async def sends_file(chat: Chat, kind: str, caption: str = "") -> Shown:
    form = aiohttp.FormData({"kind": kind, "caption": caption})
    form.add_field("file", b"0" * 64, filename="file.bin", content_type="application/octet-stream")
    url = f"{chat.town.sandbox.base_url}/page/phones/{chat.person}/file"
    async with chat.town.http.post(url, data=form) as answer:
        assert answer.status == 200, await answer.text()
    await chat.town.settle()
    return await chat.screen()


def plain(shown: Shown) -> str:
    """The text with plain spaces: where a line may break is not what these tests are about."""
    return shown.text.replace("\u00a0", " ")


def faults(town: Town) -> list[object]:
    """Apologies for something unforeseen, to anybody."""
    return [call for call in town.calls if str(call["params"].get("text", "")).startswith(FAULTS)]
