"""What the benchmark of the picker says."""

import pytest

from benchmarks import picker


def test_every_page_is_told_beside_the_goal(capsys: pytest.CaptureFixture[str]) -> None:
    picker.run(draws=2)

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + len(picker.PAGES)
    assert all("goal <= 5: " in line for line in lines[2:])
