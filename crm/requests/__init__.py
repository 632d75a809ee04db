"""Requests of clients: how one is left, whose turn it is to answer, what becomes of it.

`leaving` turns a draft into a deal, `offers` takes, passes on and reassigns, `deadlines` hands
what nobody answered to the owner, `mine` is what the client sees.
"""

from crm.requests.convenient import Convenient
from crm.requests.deadlines import next_due, queue_due
from crm.requests.leaving import (
    Accepted,
    Draft,
    accepted,
    keep_source,
    known_phones,
    leave,
    read_need,
)
from crm.requests.mine import MyRequest, Standing, my_request, my_requests
from crm.requests.offers import Offer, answered, offer, pass_on, reassign, take
from crm.requests.turns import Colleague, colleagues

__all__ = [
    "Accepted",
    "Colleague",
    "Convenient",
    "Draft",
    "MyRequest",
    "Offer",
    "Standing",
    "accepted",
    "answered",
    "colleagues",
    "keep_source",
    "known_phones",
    "leave",
    "my_request",
    "my_requests",
    "next_due",
    "offer",
    "pass_on",
    "queue_due",
    "read_need",
    "reassign",
    "take",
]
