"""A figure beside its goal."""


def verdict(value: float, goal: float) -> str:
    """The goal is the most that is allowed."""
    return f"goal <= {goal:g}: {'met' if value <= goal else 'MISSED'}"
