"""What reliable delivery needs: lost answers, alerts, the pulse, held reminders, counted bad links"""

import sqlalchemy as sa
from alembic import op

from crm.models.base import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('queued', 'sending')")


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("told_at", Moment(timezone=True), nullable=False),
        sa.Column("more", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("cause", name=op.f("pk_alerts")),
    )
    op.create_table(
        "pulse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("heard_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
    )
    op.add_column("outbox", sa.Column("lost_at", Moment(timezone=True), nullable=True))
    op.drop_index("ix_outbox_open", table_name="outbox")
    _index_open("user_id", "id")
    op.add_column("workspace", sa.Column("restored_at", Moment(timezone=True), nullable=True))
    op.add_column("users", sa.Column("bad_tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("users", sa.Column("bad_try_at", Moment(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "bad_try_at")
    op.drop_column("users", "bad_tries")
    op.drop_column("workspace", "restored_at")
    op.drop_index("ix_outbox_open", table_name="outbox")
    _index_open("id")
    op.drop_column("outbox", "lost_at")
    op.drop_table("pulse")
    op.drop_table("alerts")


def _index_open(*columns: str) -> None:
    op.create_index("ix_outbox_open", "outbox", list(columns), sqlite_where=OPEN, postgresql_where=OPEN)
