"""Rules for parts of the day."""

from crm.words.facts import PREP, Fact, Pieces, Scene, one, role_of


def half_day(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "Wednesday pm"."""
    if scene.language.code != "en" or len(pieces[0].raw) < 2:
        return None
    return Fact("part", name="morning" if pieces[0].value == "am" else "afternoon", weak=True)


def part(pieces: Pieces, scene: Scene) -> Fact | None:
    piece = one(pieces, "P")
    if piece is None:
        return None
    today = scene.today.date() if pieces[0].code == "t" or piece.value == "tonight" else None
    return Fact("part", name=piece.value, date=today, role=role_of(pieces))


RULES = (
    (rf"t?{PREP}P", part),
    (r"p", half_day),
)
