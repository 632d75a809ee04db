"""Rules for days counted from another one. See `counted_on`."""

from crm.words.facts import Fact, Pieces, Scene, one
from crm.words.lengths import DAYS


def later(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "the day after", "two days after that": see `counted_on`."""
    number, unit, after = one(pieces, "0w"), pieces[-2], pieces[-1]
    sign = {"after": 1, "before": -1}.get(after.value, 0)
    if scene.language.code != "en" or not sign or unit.value not in DAYS:
        return None
    following = scene.after(scene.place_of(after) + 1)
    if following is not None and following.raw.lower() not in (",", ".", "that"):
        return Fact("veto")  # "two weeks after the fair"
    return Fact("later", sign * (number.number if number else 1) * DAYS[unit.value])


def next_one(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "not this Thursday, the next one"."""
    return Fact("later", 7, name="one") if pieces[1].value == "1" else None


RULES = (
    (r"[0wj]?v[AB](?![DWM0wFIHPo])", later),
    (r"xw(?=,|$)", next_one),
)
