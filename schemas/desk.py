"""What people do with alerts: each act, and how an alert stands after it."""

from dataclasses import dataclass
from typing import Literal

Verb = Literal["acknowledge", "unacknowledge", "assign", "comment", "resolve", "reopen"]
AlertStatus = Literal["open", "acknowledged", "resolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAction:
    """One act on an alert: ``desk.actions``."""

    action_id: str
    alert_key: str
    """``subscription_id+story_id``: what an alert and its updates share."""
    subscription_id: str
    story_id: str
    verb: Verb
    by: str
    """Sign-in name; ``system`` where an escalation reopened it."""
    at: str
    assignee: str | None = None
    """Sign-in name; null takes the alert from whoever had it."""
    text: str = ""
    state_version: int
    """``AlertState.version`` that follows from it."""
    schema_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertState:
    """How an alert stands: ``desk.states``, compacted. An alert without one is open."""

    alert_key: str
    subscription_id: str
    story_id: str
    version: int = 1
    status: AlertStatus = "open"
    by: str | None = None
    """Who set the status last, and when."""
    at: str | None = None
    assignee: str | None = None
    cameo: tuple[str, ...] = ()
    """CAMEO codes that the story told of when it was acknowledged or resolved, sorted: what goes
    beyond them is an escalation and opens the alert again."""
    story_version: int = 0
    """Version of the story that was seen then."""
    comments: int = 0
    schema_version: int = 1
