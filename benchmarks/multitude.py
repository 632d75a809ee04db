"""Many more deals in a founded company on SQLite: its last deal again and again, by the database itself."""

import sqlite3
from contextlib import closing

from benchmarks.company import Company

# What of a row changes in its n-th copy; the rest stays as it is in the row of the last deal.
LATER = "strftime('%Y-%m-%d %H:%M:%f', {0}, '+' || (numbers.n % 86400) || ' seconds') || '000'"
COPIES = {
    "clients": ("id", {"id": "id + numbers.n"}),
    "phones": ("client_id", {"id": "id + numbers.n", "client_id": "client_id + numbers.n"}),
    "deals": (
        "id",
        {
            "id": "id + numbers.n",
            "client_id": "client_id + numbers.n",
            "step_at": LATER.format("step_at"),
        },
    ),
    "reminders": ("deal_id", {"deal_id": "deal_id + numbers.n", "due_at": LATER.format("due_at")}),
    "activities": (
        "deal_id",
        {
            "id": "id + numbers.n",
            "client_id": "client_id + numbers.n",
            "deal_id": "deal_id + numbers.n",
        },
    ),
}


def multiply(place: Company, copies: int) -> None:
    """Add so many deals, each with client, number, history and reminder; they are due within one day."""
    last = place.deals[-1].deal_id
    with closing(sqlite3.connect(place.url.removeprefix("sqlite:///"))) as database:
        database.execute("PRAGMA synchronous=OFF")
        for table, (key, changes) in COPIES.items():
            names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(changes.get(name, name) for name in names)
            database.execute(
                f"""
                WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
                INSERT INTO {table} ({", ".join(names)}) SELECT {values} FROM {table}, numbers WHERE {key} = ?
                """,  # noqa: S608 - names of our own tables and columns
                (copies, last),
            )
        database.commit()
