"""The checker of recorded Bot API calls, where ../shared stands beside the checkout."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "telegram"


@cache
def checker() -> Any:
    """An instance of check_requests.Checker, or None without ../shared."""
    script = SHARED / "check_requests.py"
    if not script.exists():
        return None
    spec = importlib.util.spec_from_file_location("check_requests", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Checker(module.Spec(SHARED / "bot-api.json"))


def violations(calls: list[dict[str, Any]]) -> list[str]:
    """Of an accepted call everything is checked, of a refused one only the reply: its fault was meant."""
    found = checker()
    if found is None:
        return []
    faults: list[str] = []
    for call in calls:
        faults += found.error(call["error"]) if "error" in call else found.call(call)
    return faults
