"""Commands per scope and language, names, descriptions, menu buttons."""

from tests.sandbox.conftest import IRINA, OLEG
from tests.sandbox.wire import JsonObject, Wire


def commands(*names: str) -> list[JsonObject]:
    return [{"command": name, "description": f"About {name}"} for name in names]


async def offered(wire: Wire, phone: int) -> list[str]:
    return [item["command"] for item in (await wire.phone(phone))["commands"]]


async def test_the_nearest_scope_wins_and_in_it_the_language(wire: Wire) -> None:
    chat = {"type": "chat", "chat_id": IRINA}
    private = {"type": "all_private_chats"}
    seen = [await offered(wire, IRINA)]
    for params in (
        {"commands": commands("default")},
        {"commands": commands("default_ru"), "language_code": "ru"},
        {"commands": commands("private"), "scope": private},
        {"commands": commands("private_ru"), "scope": private, "language_code": "ru"},
        {"commands": commands("chat"), "scope": chat},
    ):
        await wire.call("setMyCommands", **params)
        seen.append(await offered(wire, IRINA))

    assert seen == [[], ["default"], ["default_ru"], ["private"], ["private_ru"], ["chat"]]
    assert await offered(wire, OLEG) == ["private"]


async def test_commands_are_read_back_and_deleted_by_scope_and_language(
    wire: Wire, calls: list[JsonObject]
) -> None:
    await wire.call("setMyCommands", commands=[{"command": "/start", "description": " Начать "}])
    calls.clear()  # Telegram cuts the slash off, the checker would rather see none
    await wire.call("setMyCommands", commands=commands("start"), language_code="en")

    assert await wire.call("getMyCommands") == [{"command": "start", "description": "Начать"}]
    assert await wire.call("getMyCommands", language_code="de") == []
    await wire.call("deleteMyCommands", language_code="en")
    assert await wire.call("getMyCommands", language_code="en") == []
    assert await offered(wire, OLEG) == ["start"]


async def test_names_and_descriptions_per_language(wire: Wire) -> None:
    await wire.call("setMyName", name="Дозвон", language_code="ru")
    await wire.call("setMyDescription", description="For all")
    await wire.call("setMyDescription", description="Для всех", language_code="ru")
    await wire.call("setMyShortDescription", short_description="Short")

    assert (await wire.call("getMyName", language_code="ru")) == {"name": "Дозвон"}
    assert (await wire.call("getMyDescription", language_code="de")) == {"description": "For all"}
    assert (await wire.call("getMyShortDescription")) == {"short_description": "Short"}
    bot = (await wire.state())["bot"]
    assert bot["description"] == {"": "For all", "ru": "Для всех"}
    assert bot["names"]["ru"] == "Дозвон"
    await wire.call("setMyDescription", language_code="ru")
    assert (await wire.call("getMyDescription", language_code="ru")) == {"description": "For all"}


async def test_menu_buttons_are_general_or_of_one_chat(wire: Wire) -> None:
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.com/"}}

    await wire.call("setChatMenuButton", chat_id=IRINA, menu_button=app)

    assert await wire.call("getChatMenuButton", chat_id=IRINA) == app
    assert await wire.call("getChatMenuButton") == {"type": "commands"}
    assert (await wire.phone(IRINA))["menu_button"] == app
    assert (await wire.phone(OLEG))["menu_button"] == {"type": "commands"}
    await wire.call("setChatMenuButton", chat_id=IRINA)
    assert await wire.call("getChatMenuButton", chat_id=IRINA) == {"type": "commands"}


async def test_the_page_is_told(wire: Wire) -> None:
    await wire.does(IRINA, "language", language_code="en")
    await wire.call("setMyCommands", commands=commands("english"), language_code="en")
    first = await offered(wire, IRINA)

    await wire.does(IRINA, "language", language_code="en-GB")
    british = await offered(wire, IRINA)
    await wire.post("/page/language", json={"language_code": "ru"})

    assert first == british == ["english"]
    assert [phone["language_code"] for phone in (await wire.state())["phones"]] == ["ru", "ru", "ru"]
    assert await offered(wire, IRINA) == []
