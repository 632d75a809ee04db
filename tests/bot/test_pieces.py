"""Reading a list of updates of which some cannot be parsed."""

import json
import time
from typing import Any

import pytest

from bot.pieces import unreadable, updates_in

GOOD = {"update_id": 1, "message": {"text": 'brackets ]}[{ and a \\" quote', "list": [[{}], "]"]}}


def answer(*pieces: str) -> bytes:
    return ('{"ok":true,"result":[' + ",".join(pieces) + "]}").encode()


@pytest.mark.parametrize(
    ("pieces", "updates"),
    [
        ([], []),
        ([json.dumps(GOOD), json.dumps(GOOD)], [GOOD, GOOD]),
        ([json.dumps(GOOD), '{"update_id": 7, "message": {nonsense}}'], [GOOD, unreadable(7)]),
        (['{"message": {nonsense}, "update_id":8}', json.dumps(GOOD)], [unreadable(8), GOOD]),
        (['{"message": nonsense}', json.dumps(GOOD)], [None, GOOD]),
        (['{"text": "\\"update_id\\": 5", "update_id": 6, x}'], [unreadable(6)]),
    ],
)
def test_each_is_read_alone(pieces: list[str], updates: list[Any]) -> None:
    assert updates_in(answer(*pieces)) == updates


@pytest.mark.parametrize(
    "page", [b"", b"<html>", b'{"ok":false,"description":"[]"}', b'{"ok":true,"result":{}}', b"[" * 10**6]
)
def test_what_is_no_list_of_updates(page: bytes) -> None:
    assert updates_in(page) is None


@pytest.mark.parametrize(
    "rest", [b'{"a":"' + b'\\"' * 500_000, b"{" * 10**6, b'{"update_id":1,"a":"', b"}", b'"']
)
def test_one_that_breaks_off_takes_no_long_time(rest: bytes) -> None:
    began = time.process_time()

    assert updates_in(answer(json.dumps(GOOD))[:-2] + b"," + rest) == [GOOD]
    assert time.process_time() - began < 5
