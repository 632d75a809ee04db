"""The tables. Rules and use cases live beside this folder, not in it."""

from crm.models.base import Base
from crm.models.clients import Client, Company, Phone, Request, RequestState, ZoneSource
from crm.models.deals import (
    Activity,
    ActivityKind,
    Deal,
    DealState,
    Reminder,
    StepKind,
    StepOrigin,
)
from crm.models.messages import Alert, Ask, InboxState, InboxUpdate, OutboxMessage, OutboxState, Pulse
from crm.models.people import WORKING_WEEK, DayOff, Invite, Recurrence, RecurrenceKind, Role, User, Workspace
from crm.models.pipeline import (
    Effect,
    Ladder,
    Outcome,
    OutcomeStage,
    Pipeline,
    Stage,
    SubReason,
    SumRule,
)

__all__ = [
    "WORKING_WEEK",
    "Activity",
    "ActivityKind",
    "Alert",
    "Ask",
    "Base",
    "Client",
    "Company",
    "DayOff",
    "Deal",
    "DealState",
    "Effect",
    "InboxState",
    "InboxUpdate",
    "Invite",
    "Ladder",
    "OutboxMessage",
    "OutboxState",
    "Outcome",
    "OutcomeStage",
    "Phone",
    "Pipeline",
    "Pulse",
    "Recurrence",
    "RecurrenceKind",
    "Reminder",
    "Request",
    "RequestState",
    "Role",
    "Stage",
    "StepKind",
    "StepOrigin",
    "SubReason",
    "SumRule",
    "User",
    "Workspace",
    "ZoneSource",
]
