"""Hours with lunch, days off, where a zone is known from, wall times, places, put-off steps, calendars"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Name and type of what may be missing, then those that have a value from the start.
MAY_BE_MISSING: dict[str, dict[str, Any]] = {
    "workspace": {"lunch_from": sa.Integer, "lunch_to": sa.Integer, "tz_release": sa.String(16)},
    "users": {
        "work_days": sa.Integer,
        "lunch_from": sa.Integer,
        "lunch_to": sa.Integer,
        "calendar_hash": sa.String(64),
    },
    "clients": {
        "zone_source": sa.String(20),
        "city": sa.String(120),
        "calling_days": sa.Integer,
        "calling_wish": sa.String(120),
    },
    "deals": {"step_wall": sa.String(16), "step_place": sa.String(300)},
}
NUMBERS: dict[str, dict[str, int]] = {
    "workspace": {
        "work_days": 31,
        "work_from": 540,
        "work_to": 1080,
        "calling_from": 540,
        "calling_to": 1200,
        "full_hour": 3,
    },
    "deals": {"step_moves": 0},
}


def upgrade() -> None:
    op.create_table(
        "days_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_days_off_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_days_off")),
        sa.UniqueConstraint("user_id", "day", name=op.f("uq_days_off_user_id_day")),
    )
    op.create_index(op.f("ix_days_off_day"), "days_off", ["day"])
    for table, columns in MAY_BE_MISSING.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    for table, numbers in NUMBERS.items():
        for name, number in numbers.items():
            op.add_column(table, sa.Column(name, sa.Integer, server_default=str(number), nullable=False))
    op.add_column(
        "workspace", sa.Column("keeps_holidays", sa.Boolean, server_default=sa.true(), nullable=False)
    )
    op.create_index(op.f("ix_users_calendar_hash"), "users", ["calendar_hash"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_users_calendar_hash"), table_name="users")
    op.drop_column("workspace", "keeps_holidays")
    for table, columns in [*NUMBERS.items(), *MAY_BE_MISSING.items()]:
        for name in columns:
            op.drop_column(table, name)
    op.drop_table("days_off")
