"""The tables. Rules and use cases live beside this folder, not in it."""

from crm.models.base import Base
from crm.models.clients import Client, Company, Phone, Request, RequestState
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
from crm.models.people import Invite, Recurrence, RecurrenceKind, Role, User, Workspace
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
    "Activity",
    "ActivityKind",
    "Alert",
    "Ask",
    "Base",
    "Client",
    "Company",
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
]
