# To the owner: what happened, what it means, what to do

alert-update-unreadable =
    ⚠️ Telegram sent something that the bot could not read.

    One tap or message of somebody is left without an answer. Everything else works.
alert-update-failed =
    ⚠️ The bot could not handle one tap or message.

    What it was for may not be recorded. Everything else works.
alert-message-failed =
    ⚠️ One message was not sent: it could not be put together, or Telegram did not accept it.

    Other messages arrive.
alert-html-refused =
    ⚠️ Telegram did not accept the formatting of one message.

    It was sent as plain text.
alert-source-failed =
    ⚠️ One reminder, plan or request could not be prepared on time.

    The bot tries again in an hour. The others come on time.
alert-backup-failed =
    ⚠️ The backup was not made.

    The bot works, but there is no copy of today’s data yet. Check whether the disk has room.
alert-disk-low =
    ⚠️ The disk is almost full.

    Once it is full, the bot cannot record anything. Please free some space.
alert-polling-down =
    ⚠️ The bot has not heard from Telegram for more than a minute.

    Taps and messages are answered late. If it happens again, check the network, and whether the bot runs somewhere else with the same token.
alert-chat-migrated =
    ⚠️ Telegram moved one chat, and a message to it was not sent.

    Other messages arrive.
alert-other =
    ⚠️ Something went wrong in the bot.

    Everything else works.
alert-more = Since it was last reported, it happened { $count ->
    [one] { $count } more time
   *[other] { $count } more times
}.
alert-log = Details are in the bot’s log, number { $number }.

# Messages do not arrive

unreachable = { $stopped ->
    [yes] 🔕 <b>{ $name }</b> does not get messages: the bot is stopped.
   *[no] 🔕 <b>{ $name }</b> does not get messages: this chat no longer exists.
}
unreachable-colleague = New requests go to others. Whatever waits is delivered once the bot is started again.
unreachable-client = The bot cannot pass messages on for now. A call still works.

# Whether it arrived is unknown

unsure = ❓ It is not known whether the message reached <b>{ $name }</b>
unsure-words = <blockquote>{ $words }</blockquote>
unsure-why = The connection broke while it was being sent. The bot does not repeat it, so that the client never gets the same message twice. If it matters, write again or call.
