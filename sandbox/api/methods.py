"""Which method is answered by which function."""

from __future__ import annotations

from sandbox.api import callbacks, chats, commands, editing, media, receiving, sending
from sandbox.api.call import Method
from sandbox.api.known import OTHER_METHODS

SUPPORTED: dict[str, Method] = {
    "getMe": receiving.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "close": receiving.end_session,
    "logOut": receiving.end_session,
    "sendMessage": sending.send_message,
    "sendContact": sending.send_contact,
    "sendLocation": sending.send_location,
    "forwardMessage": sending.forward_message,
    "copyMessage": sending.copy_message,
    "sendDocument": media.send_document,
    "sendPhoto": media.send_photo,
    "sendVoice": media.send_voice,
    "getFile": media.get_file,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "sendChatAction": callbacks.send_chat_action,
    "setMessageReaction": callbacks.set_message_reaction,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "setMyName": commands.set_my_name,
    "getMyName": commands.getter("name", lambda call: call.world.profile.names),
    "setMyDescription": commands.set_my_description,
    "getMyDescription": commands.getter("description", lambda call: call.world.profile.descriptions),
    "setMyShortDescription": commands.set_my_short_description,
    "getMyShortDescription": commands.getter(
        "short_description", lambda call: call.world.profile.short_descriptions
    ),
    "setChatMenuButton": commands.set_chat_menu_button,
    "getChatMenuButton": commands.get_chat_menu_button,
}
# Method names are taken in any case.
BY_LOWER_NAME = {name.lower(): (name, method) for name, method in SUPPORTED.items()}

ELSEWHERE_BY_LOWER_NAME = {name.lower(): name for name in OTHER_METHODS.split()}
