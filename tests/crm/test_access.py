"""Who somebody is, and in which language he is spoken to."""

import pytest

from crm.access import TelegramPerson, actor_of, language_of_profile, meet
from crm.models import Role, User, Workspace
from tests.crm.base import NOON, Firm


@pytest.mark.parametrize(
    ("profile", "chosen", "spoken"),
    [
        ("ru", None, "ru"),
        ("uk", None, "ru"),
        ("en-GB", None, "en"),
        ("de", None, "en"),
        ("en", "ru", "ru"),
        (None, None, "ru"),  # DEFAULT_LANGUAGE
    ],
)
def test_the_language_of_a_person(firm: Firm, profile: str | None, chosen: str | None, spoken: str) -> None:
    with firm.tx() as tx:
        actor = meet(tx, TelegramPerson(7, "Пётр", None, profile), now=NOON)
        tx.get_one(User, actor.user_id).language = chosen
    with firm.tx() as tx:
        known = actor_of(tx, TelegramPerson(7, "Пётр", None, profile))

    assert known is not None
    assert known.language == spoken


def test_the_workspace_decides_for_profiles_without_a_language(firm: Firm) -> None:
    with firm.tx() as tx:
        tx.get_one(Workspace, 1).language = "en"
    with firm.tx() as tx:
        assert meet(tx, TelegramPerson(7, "Пётр"), now=NOON).language == "en"


def test_a_stranger_is_a_client_and_a_changed_name_is_noticed(firm: Firm) -> None:
    with firm.tx() as tx:
        assert actor_of(tx, TelegramPerson(7, "Пётр")) is None
        assert meet(tx, TelegramPerson(7, "Пётр"), now=NOON).role is Role.CLIENT
    with firm.tx() as tx:
        assert actor_of(tx, TelegramPerson(7, "Пётр Второй")) is None
        assert meet(tx, TelegramPerson(7, "Пётр Второй"), now=NOON).name == "Пётр Второй"


def test_a_profile_code_has_a_language() -> None:
    assert [language_of_profile(code) for code in ("kk", "EN", "", None)] == ["ru", "en", "en", "en"]
