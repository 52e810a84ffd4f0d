"""Subscriptions against stories: what is told to whom, once, and what is an update of it."""

from streams.alerts.delivery import delivery_id, due_after, receipt_of
from streams.alerts.history import History
from streams.alerts.match import alert_of, reasons

__all__ = ["History", "alert_of", "delivery_id", "due_after", "reasons", "receipt_of"]
