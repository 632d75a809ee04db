"""Two numbers of which none is an hour: "12 for 10", "3 к 1", "9 поверх з 16"."""

from crm.words.facts import Scene

OUT_OF = ("for", "з", "із")
"""Between two numbers: a price, or some of many."""
TO = "к"


def of_many(place: int, scene: Scene) -> bool:
    """Whether what begins at this piece belongs to the number before it."""
    between, before = scene.pieces[place].raw.lower(), scene.pieces[max(0, place - 2) : place]
    if not before:
        return False
    if before[-1].code == "0":
        ratio = between == TO and not any(piece.code in "DWMIFo" for piece in scene.pieces)
        return ratio or between in OUT_OF
    return before[-1].code == "k" and before[0].raw.isdigit() and between in OUT_OF
