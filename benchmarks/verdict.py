"""A figure beside its goal, and the places in a row of measured values that a goal speaks of."""

import math
from collections.abc import Sequence


def verdict(value: float, goal: float) -> str:
    """The goal is the most that is allowed."""
    return f"goal <= {goal:g}: {'met' if value <= goal else 'MISSED'}"


def reached(value: float, goal: float) -> str:
    """The goal is the least that is wanted."""
    return f"goal >= {goal:g}: {'met' if value >= goal else 'MISSED'}"


def quantile(values: Sequence[float], share: float) -> float:
    """The least of the values that this share of all of them does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
