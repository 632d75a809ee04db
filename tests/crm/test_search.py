"""Who is found by which words, and who must not be."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.access import Actor
from crm.clients import add_client
from crm.deals import open_deal
from crm.drafts import Draft
from crm.models import Deal, DealState, Stage
from crm.search import search
from crm.steps import Step, close
from tests.crm.team import NOW, manager, owner, person

PEOPLE = {
    "Анна Петрова": ("Окна Плюс", "+79141234567"),
    "Аня Иванова": ("", "+79161112233"),
    "Сергей Жуков": ("ООО Ромашка", "+79162223344"),
    "Дмитрий Щербаков": ("", "+79163334455"),
    "Юрий Хабаров": ("ACME Ltd", "+442079460958"),
    "Анна-Мария фон Трапп": ("", "+4915112345678"),
    "王芳": ("", "+8613800138000"),
}


@pytest.fixture
def anton(tx: Session) -> Actor:
    actor = manager(tx)
    for name, (company, phone) in PEOPLE.items():
        add_client(tx, actor, Draft(name, company, (phone,)), now=NOW)
    return actor


def names(tx: Session, actor: Actor, text: str) -> list[str]:
    return [hit.name for hit in search(tx, actor, text).hits]


FIRST = {
    "Анна Петрова": [
        "анна петрова",
        "Петрова Анна",
        "anna petrova",
        "Петроава",
        "птерова",
        "4567",
        "окна плюс",
    ],
    "Аня Иванова": ["аня", "Ivanova", "ивнова", "1112233", "8 (916) 111-22-33", "+7 916 111 22 33"],
    "Сергей Жуков": ["Sergey", "sergei zhukov", "жуквв", "ромашка", "ООО «Ромашка»", "Жуков С"],
    "Дмитрий Щербаков": ["щерб", "Shcherbakov Dmitry", "Дмитрий Щербоков", "димтрий", "шербаков"],
    "Юрий Хабаров": ["ЮРИЙ", "yuri habarov", "acme", "фсьу", "0958", "020 7946 0958"[1:]],
    "Анна-Мария фон Трапп": ["трапп", "анна мария", "von trapp", "+49 1511 2345678"],
    "王芳": ["王芳"],
}


@pytest.mark.parametrize("name", FIRST)
def test_who_is_found_first(tx: Session, anton: Actor, name: str) -> None:
    assert {text: names(tx, anton, text)[:1] for text in FIRST[name]} == {
        text: [name] for text in FIRST[name]
    }


@pytest.mark.parametrize(
    "text", ["", "абракадабра", "99", "0000", "🙂", "%", "_", "Ким", "яу" * 2000, "1 " * 2000]
)
def test_who_is_not_there_is_not_found(tx: Session, anton: Actor, text: str) -> None:
    assert names(tx, anton, text) == []


def test_one_is_sure_only_far_ahead_of_the_next(tx: Session, anton: Actor) -> None:
    assert search(tx, anton, "петрова").sure
    assert search(tx, anton, "петроав").sure
    assert search(tx, anton, "4567").sure
    both = search(tx, anton, "анна")
    assert [hit.name for hit in both.hits] == ["Анна Петрова", "Анна-Мария фон Трапп"]
    assert not both.sure


def test_everybody_finds_his_own(tx: Session, anton: Actor) -> None:
    boris = manager(tx, 8, "Борис")
    add_client(tx, boris, Draft("Анна Чужая", "Окна Плюс", ("+79998884567",)), now=NOW)

    for text in ("анна чужая", "чужая", "+79998884567", "8884567"):
        assert "Анна Чужая" not in names(tx, anton, text)
        assert names(tx, boris, text) == ["Анна Чужая"]
    assert names(tx, boris, "4567") == ["Анна Чужая"]
    assert sorted(names(tx, owner(tx), "4567")) == ["Анна Петрова", "Анна Чужая"]
    assert names(tx, person(tx, 9), "анна") == []


def test_a_client_opens_with_his_open_deal(tx: Session, anton: Actor) -> None:
    first = tx.get_one(Deal, add_client(tx, anton, Draft("Ольга Ким"), now=NOW))
    step = Step.of(first)
    assert step is not None
    close(tx, first, tx.scalars(select(Stage).where(Stage.kind == DealState.WON)).one(), NOW)
    assert [(hit.deal_id, hit.state) for hit in search(tx, anton, "ольга").hits] == [
        (first.id, DealState.WON)
    ]

    second = open_deal(tx, first.client, anton.user_id, step=step, by=None, now=NOW)
    third = open_deal(tx, first.client, anton.user_id, step=step, by=None, now=NOW)
    close(tx, third, stage(tx, DealState.LOST), NOW)
    assert opened(tx, anton) == [(second.id, DealState.OPEN)]


def stage(tx: Session, kind: DealState) -> Stage:
    return tx.scalars(select(Stage).where(Stage.kind == kind)).one()


def opened(tx: Session, actor: Actor) -> list[tuple[int, DealState]]:
    return [(hit.deal_id, hit.state) for hit in search(tx, actor, "ольга").hits]


@pytest.mark.parametrize("end", ["119", "199", "999", "9999", "0119"])
def test_ends_with_nines_are_ends_too(tx: Session, anton: Actor, end: str) -> None:
    add_client(tx, anton, Draft("Ольга Ким", phones=("+79160" + end.rjust(6, "0"),)), now=NOW)
    add_client(tx, anton, Draft("Другая", phones=("+79160" + str(int(end) + 1).rjust(6, "0"),)), now=NOW)

    assert names(tx, anton, end) == ["Ольга Ким"]
