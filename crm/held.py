"""What waits for the owner after a backup was put back: all that fell due before that moment."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from crm.models import Workspace
from crm.models.base import Moment

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def not_held(at: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """The condition that what fell due (or was owed) `at` is not held back: for every query that claims."""
    restored_at = select(Workspace.restored_at).where(Workspace.id == 1).scalar_subquery()
    return at >= func.coalesce(restored_at, literal(LONG_AGO, Moment()))
