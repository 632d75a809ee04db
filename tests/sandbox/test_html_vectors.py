"""TDLib's own cases of parse_mode=HTML, where ../shared stands beside the checkout."""

import json
from typing import Any

import pytest

from sandbox.entities import as_json
from sandbox.errors import ParseError
from sandbox.html import parse_html
from tests.sandbox.checker import SHARED, checker

# TDLib keeps a date's format as bits, the Bot API as letters.
BITS = {"w": 32, "d": 8, "D": 16, "t": 2, "T": 4}


def vectors() -> list[Any]:
    file = SHARED / "html_vectors.json"
    if file.exists():
        return [pytest.param(case, id=case["html"]) for case in json.loads(file.read_text("utf-8"))]
    reason = "LEFT OUT: no ../shared/telegram beside the checkout, so TDLib's HTML cases were not tried"
    return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]


@pytest.mark.parametrize("case", vectors())
def test_html_is_read_as_tdlib_reads_it(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(ParseError) as refused:
            parse_html(case["html"])
        assert str(refused.value) == case["error"]
        return

    text, entities = parse_html(case["html"])

    assert text == case["text"]
    assert as_json(entities) == [_as_the_bot_api(entity) for entity in case["entities"]]


def _as_the_bot_api(entity: dict[str, Any]) -> dict[str, Any]:
    bits = entity.pop("format_bits", None)
    if bits is not None:
        letters = "".join(letter for letter, bit in BITS.items() if bits & bit)
        entity["date_time_format"] = "r" if bits == 1 else letters.replace("dD", "D").replace("tT", "T")
    return entity


def test_recorded_calls_are_checked() -> None:
    if checker() is None:
        pytest.skip("LEFT OUT: no ../shared/telegram beside the checkout, so recorded calls were not checked")
    assert checker().call({"method": "sendMessage", "params": {"chat_id": 1}, "result": None}) != []
