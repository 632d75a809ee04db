"""A hundred thousand clients from a SQLite file to PostgreSQL: how long it takes; that nothing differs."""

import time

from benchmarks.company import company
from benchmarks.torture_figures.databases import database
from crm.move import move

MANAGERS, DEALS_EACH = 100, 1000


def run(managers: int = MANAGERS, deals_each: int = DEALS_EACH) -> None:
    print(f"    {managers * deals_each} clients moved from SQLite to PostgreSQL")
    with company(managers, deals_each) as place, database("postgres") as url:
        begun = time.perf_counter()
        moved = move(place.url, url)
        passed = time.perf_counter() - begun
    for one in moved:
        if one.rows:
            print(f"    {one.table:<16}{one.rows:>9} rows   sha256 {one.checksum[:16]}   equal")
    rows = sum(one.rows for one in moved)
    print(f"    all {len(moved)} tables equal, {rows} rows in {passed:.1f} s, comparison included")
