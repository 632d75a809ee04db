"""What was written ahead comes into the file beside the writer."""

import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from crm import checkpoints
from crm.db import Crm


async def test_what_was_written_comes_into_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "PAUSE", 0.0)
    file = tmp_path / "dozvon.db"
    crm = Crm(f"sqlite:///{file}")
    try:
        await crm.write(lambda tx: tx.execute(text("CREATE TABLE notes (words)")) and None)
        await crm.write(lambda tx: tx.execute(text("INSERT INTO notes VALUES ('kept')")) and None)

        deadline = time.monotonic() + 10
        while b"kept" not in file.read_bytes():
            assert time.monotonic() < deadline, "still only in the log"
    finally:
        crm.close()


async def test_the_writer_leaves_it_to_the_thread(tmp_path: Path) -> None:
    crm = Crm(f"sqlite:///{tmp_path / 'dozvon.db'}")
    try:
        pages = await crm.write(lambda tx: tx.scalar(text("PRAGMA wal_autocheckpoint")))
    finally:
        crm.close()

    assert pages == checkpoints.AT_LATEST


def test_a_file_that_cannot_be_opened_is_the_writers_affair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(checkpoints, "PAUSE", 0.0)
    monkeypatch.setattr(sqlite3, "connect", refused)
    beside = checkpoints.Checkpoints(str(tmp_path / "dozvon.db"))

    beside.written()
    deadline = time.monotonic() + 10
    while "disk I/O error" not in caplog.text:
        assert time.monotonic() < deadline
    beside.close()


def test_a_stop_between_two_of_them_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "PAUSE", 0.0)
    beside = checkpoints.Checkpoints(str(tmp_path / "dozvon.db"))
    forget = beside._written.clear

    def closed_just_before() -> None:
        beside._stopping.set()
        beside._written.set()
        forget()

    monkeypatch.setattr(beside._written, "clear", closed_just_before)
    beside.written()
    beside._thread.join(10)

    assert not beside._thread.is_alive()
