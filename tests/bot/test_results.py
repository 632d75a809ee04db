"""The table: what becomes of an owed message after each way of failing."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.handlers import all_routes
from bot.results import DRAWINGS, RETRY_MOST, SENDINGS, result_of, undrawn
from bot.transport import AnswerLost, NotSent
from crm.access import Actor
from crm.models import OutboxState, Role
from crm.outbox import REPEATED, Owed

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ME = Actor(1, 1001, Role.MANAGER, "Ирина", "ru", "Europe/Moscow", False)
LATER, REFUSED, UNKNOWN = OutboxState.QUEUED, OutboxState.REFUSED, OutboxState.UNKNOWN
FOR_CLIENTS = {"request_taken", "staff_wrote"}


def owed(kind: str = "reminder", tries: int = 0, *, lost: bool = False) -> Owed:
    return Owed(7, ME, kind, {}, None, tries, lost, NOW)


@pytest.mark.parametrize(
    ("error", "state", "more"),
    [
        (RetryAfter(35), LATER, {"until": 35}),
        (Forbidden("bot was blocked by the user"), REFUSED, {"unreachable": True}),
        (Forbidden("user is deactivated"), REFUSED, {"unreachable": True}),
        (BadRequest("Chat not found"), REFUSED, {"unreachable": True}),
        (BadRequest("Message is too long"), REFUSED, {"alert": "message_failed"}),
        (ChatMigrated(-100500), REFUSED, {"alert": "chat_migrated"}),
        (AnswerLost("x"), LATER, {"until": 5, "lost": True}),
        (NotSent("x"), LATER, {"until": 5}),
        (NetworkError("Bad Gateway"), LATER, {"until": 5}),
        (TelegramError("Invalid server response"), LATER, {"until": 5}),
        (InvalidToken("Unauthorized"), LATER, {"until": 5}),
        (Conflict("x"), LATER, {"until": 5}),
        (TimeoutError(), LATER, {"until": 5, "lost": True}),
        (KeyError("an answer that is no message"), LATER, {"until": 5, "lost": True}),
    ],
    ids=lambda value: repr(value) if isinstance(value, Exception) else "",
)
def test_what_becomes_of_a_reminder(error: Exception, state: OutboxState, more: dict[str, Any]) -> None:
    ended = result_of(owed(), error, NOW)

    pause = None if ended.until is None else (ended.until - NOW).total_seconds()
    said = {"until": pause, "unreachable": ended.unreachable, "lost": ended.lost, "alert": ended.alert}
    assert (ended.id, ended.tries, ended.state) == (7, 0, state)
    assert {name: value for name, value in said.items() if value} == more


@pytest.mark.parametrize("error", [AnswerLost("x"), TimeoutError()], ids=repr)
def test_what_may_have_arrived_is_repeated_once_for_a_colleague_and_never_for_a_client(
    error: Exception,
) -> None:
    assert result_of(owed(lost=True), error, NOW).state is UNKNOWN
    for kind in FOR_CLIENTS:
        assert result_of(owed(kind), error, NOW).state is UNKNOWN


def test_of_every_kind_it_is_known_whether_it_may_be_repeated() -> None:
    assert set(all_routes().drawers) - REPEATED == FOR_CLIENTS


def test_pauses_grow_up_to_a_limit() -> None:
    pauses = [result_of(owed(tries=tries), NotSent("x"), NOW).until for tries in (0, 1, 2, 30, 3000)]

    assert [at - NOW for at in pauses if at] == [
        *(dt.timedelta(seconds=seconds) for seconds in (5, 10, 20)),
        RETRY_MOST,
        RETRY_MOST,
    ]


def test_one_at_which_telegram_alone_fails_for_a_day_holds_up_no_others() -> None:
    a_day_later = NOW + dt.timedelta(days=1)
    ends = [
        result_of(owed(tries=tries), error, now)
        for tries, error, now in (
            (SENDINGS - 1, NetworkError("x"), a_day_later),
            (SENDINGS - 2, NetworkError("x"), a_day_later),
            (SENDINGS, NetworkError("x"), NOW),
            (SENDINGS, NotSent("x"), a_day_later),
            (SENDINGS, RetryAfter(1), a_day_later),
        )
    ]

    assert [(one.state, one.alert) for one in ends] == [(REFUSED, "message_failed"), *[(LATER, None)] * 4]


def test_what_cannot_be_drawn_is_given_up_in_the_end() -> None:
    ends = [undrawn(owed(tries=tries), ZeroDivisionError(), NOW) for tries in range(DRAWINGS)]

    assert [ended.state for ended in ends] == [*[LATER] * (DRAWINGS - 1), REFUSED]
    assert {ended.alert for ended in ends} == {"message_failed"}


def test_a_database_that_is_away_is_waited_for() -> None:
    ended = undrawn(owed(tries=100), OperationalError("SELECT", {}, Exception("gone")), NOW)

    assert (ended.state, ended.alert) == (LATER, None)
