"""Subscriptions against stories: what is told to whom, once, and what is an update of it."""

from streams.alerts.delivery import delivery_id, due_after, receipt_of
from streams.alerts.history import History
from streams.alerts.match import alert_of, match, overdue, recall
from streams.alerts.reading import decoded, subscription_of
from streams.alerts.watch import Watch

__all__ = [
    "History",
    "Watch",
    "alert_of",
    "decoded",
    "delivery_id",
    "due_after",
    "match",
    "overdue",
    "recall",
    "receipt_of",
    "subscription_of",
]
