from bot.flood import Flood


def paused(flood: Flood, times: list[float], chat: int = 7) -> list[tuple[float, bool]]:
    return [flood.pause(chat, at) for at in times]


def test_a_burst_passes_and_what_follows_comes_at_the_allowed_pace() -> None:
    flood = Flood(burst=3, a_second=2)

    assert paused(flood, [0, 0, 0]) == [(0, False)] * 3
    assert paused(flood, [0, 0.5, 1.0]) == [(0.5, True), (0.5, False), (0.5, False)]


def test_an_update_handled_at_once_waits_the_longer_the_more_came() -> None:
    flood = Flood(burst=1, a_second=1)

    assert [pause for pause, _ in paused(flood, [0, 0, 0, 0])] == [0, 1, 2, 3]


def test_it_is_said_once_until_he_has_rested() -> None:
    flood = Flood(burst=2, a_second=1)
    said = [first for _, first in paused(flood, [0, 0, 0, 1, 2, 3.5])]
    again = [first for _, first in paused(flood, [10, 10, 10])]

    assert said == [False, False, True, False, False, False]
    assert again == [False, False, True]


def test_others_do_not_notice() -> None:
    flood = Flood(burst=1, a_second=1)
    paused(flood, [0] * 50, chat=1)

    assert flood.pause(2, 0) == (0, False)


def test_chats_that_rest_are_forgotten() -> None:
    flood = Flood(burst=2, a_second=1)
    for chat in range(10_000):
        flood.pause(chat, 0)
    flood.pause(10_001, 100)

    assert len(flood._buckets) == 1
