"""Commands, names, descriptions and menu buttons, per scope and language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sandbox.api.call import Call
from sandbox.errors import ParseError, bad_request
from sandbox.jsonfields import required_object, required_string
from sandbox.links import https_only
from sandbox.profile import CommandKey

JsonObject = dict[str, Any]
MAX_COMMANDS = 100
PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")


def set_my_commands(call: Call) -> bool:
    given = call.params.decoded("commands", "commands")
    if given is None:
        given = []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(item) for item in given]
    key = _key(call)
    call.world.profile.commands[key] = commands
    call.world.phones_changed()
    return True


def get_my_commands(call: Call) -> list[JsonObject]:
    return call.world.profile.commands.get(_key(call), [])


def delete_my_commands(call: Call) -> bool:
    call.world.profile.commands.pop(_key(call), None)
    call.world.phones_changed()
    return True


def _command(item: Any) -> JsonObject:
    if not isinstance(item, dict):
        raise bad_request("expected an Object as BotCommand")
    try:
        command = required_string(item, "command").removeprefix("/").strip()
        description = required_string(item, "description").strip()
    except ParseError as error:
        raise bad_request(f"can't parse BotCommand: {error}") from error
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _key(call: Call) -> CommandKey:
    scope = call.params.decoded("scope", "bot command scope")
    language = _language(call)
    if scope is None:
        return "default", None, language
    if not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    try:
        kind = required_string(scope, "type")
        if kind in PLAIN_SCOPES:
            return kind, None, language
        if kind not in ("chat", "chat_administrators", "chat_member"):
            raise bad_request("can't parse BotCommandScope: Unsupported type specified")
        phone = call.world.chat(required_string(scope, "chat_id"))
    except ParseError as error:
        raise bad_request(f"can't parse BotCommandScope: {error}") from error
    if kind != "chat":
        raise bad_request("specified chat is a private chat")
    return kind, phone.id, language


def _language(call: Call) -> str:
    language = call.params.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


# --- name and descriptions ------------------------------------------------------------


def set_my_name(call: Call) -> bool:
    name, language = _profile_text(call, "name", 64, "bot name is too long"), _language(call)
    names = call.world.profile.names
    if name:
        names[language] = name
    elif language:
        names.pop(language, None)
    call.world.bot["first_name"] = names[""]
    call.world.phones_changed()
    return True


def set_my_description(call: Call) -> bool:
    text = _profile_text(call, "description", 512, "bot description is too long")
    return _set(call, call.world.profile.descriptions, text)


def set_my_short_description(call: Call) -> bool:
    text = _profile_text(call, "short_description", 120, "bot short description is too long")
    return _set(call, call.world.profile.short_descriptions, text)


def _profile_text(call: Call, field: str, limit: int, complaint: str) -> str:
    text = call.params.text(field).strip()
    if len(text) > limit:
        raise bad_request(complaint)
    return text


def _set(call: Call, texts: dict[str, str], text: str) -> bool:
    language = _language(call)
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    call.world.phones_changed()
    return True


def getter(field: str, texts: Callable[[Call], dict[str, str]]) -> Callable[[Call], JsonObject]:
    """A method that answers a text of the asked language, or the one for all languages."""

    def get(call: Call) -> JsonObject:
        found = texts(call)
        return {field: found.get(_language(call)) or found.get("", "")}

    return get


# --- menu button ----------------------------------------------------------------------


def set_chat_menu_button(call: Call) -> bool:
    value = call.params.decoded("menu_button", "menu button")
    button = {"type": "default"} if value is None else _menu_button(value)
    chat_id = call.params.text("chat_id")
    call.world.profile.menu_buttons[call.world.chat(chat_id).id if chat_id else None] = button
    call.world.phones_changed()
    return True


def get_chat_menu_button(call: Call) -> JsonObject:
    profile, chat_id = call.world.profile, call.params.text("chat_id")
    if chat_id:
        return profile.menu_button_for(call.world.chat(chat_id).id)
    return profile.menu_buttons.get(None, {"type": "commands"})


def _menu_button(value: Any) -> JsonObject:
    if not isinstance(value, dict):
        raise bad_request("object expected as menu button")
    try:
        kind = required_string(value, "type")
        if kind in ("default", "commands"):
            return {"type": kind}
        if kind != "web_app":
            raise bad_request("can't parse menu button: Unsupported type specified")
        text, url = required_string(value, "text"), required_string(required_object(value, "web_app"), "url")
    except ParseError as error:
        raise bad_request(f"can't parse menu button: {error}") from error
    try:
        https_only(url)
    except ParseError as error:
        raise bad_request(f"menu button Web App URL '{url}' is invalid: {error}") from error
    if not text.strip():
        raise bad_request("menu button text must be non-empty")
    return {"type": kind, "text": text, "web_app": {"url": url}}
