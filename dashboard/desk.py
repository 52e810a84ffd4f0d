"""Acts on an alert: what may be done as it stands, and how it stands afterwards."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from dashboard.errors import Conflict
from dashboard.inbox import Thread
from schemas.desk import AlertState, AlertStatus, DeskAction, Verb
from schemas.errors import InvalidMessage
from schemas.identity import stable_id
from streams.alerts.standing import escalated

MOST_TEXT = 4_000
BECOMES: dict[Verb, AlertStatus] = {
    "acknowledge": "acknowledged",
    "unacknowledge": "open",
    "resolve": "resolved",
    "reopen": "open",
}
FROM: dict[Verb, tuple[AlertStatus, ...]] = {
    "acknowledge": ("open",),
    "unacknowledge": ("acknowledged",),
    "resolve": ("open", "acknowledged"),
    "reopen": ("resolved",),
}
SYSTEM = "system"


def as_it_stands(state: AlertState | None, thread: Thread) -> AlertState:
    """Return how the alert stands now.

    One that was never touched is open, and so is one whose story went further than what was
    acknowledged or resolved.
    """
    if state is None:
        return AlertState(
            alert_key=thread.alert_key,
            subscription_id=thread.subscription_id,
            story_id=thread.story_id,
            version=0,
        )
    if state.status != "open" and escalated(state.cameo, thread.cameo):
        return dataclasses.replace(
            state, status="open", by=SYSTEM, at=thread.matched_at, version=state.version + 1
        )
    return state


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What someone wants to do."""

    verb: Verb
    by: str
    at: str
    assignee: str | None = None
    text: str = ""


def act(state: AlertState, thread: Thread, wanted: Act) -> tuple[DeskAction, AlertState]:
    """Return the act and how the alert stands after it.

    ``state`` is as ``as_it_stands`` gives it. Conflict where the alert does not stand so that this
    can be done, InvalidMessage for a comment without words or with too many.
    """
    verb, text = wanted.verb, wanted.text.strip()
    if len(text) > MOST_TEXT or (verb == "comment" and not text):
        raise InvalidMessage(f"the text has {len(text)} characters, expected 1 to {MOST_TEXT}")
    if verb in FROM and state.status not in FROM[verb]:
        raise Conflict(f"the alert is {state.status}, which leaves nothing to {verb}")
    after = dataclasses.replace(state, version=state.version + 1)
    if verb in BECOMES:
        after = dataclasses.replace(
            after, status=BECOMES[verb], by=wanted.by, at=wanted.at, cameo=thread.cameo,
            story_version=thread.story_version,
        )  # fmt: skip
    if verb == "assign":
        after = dataclasses.replace(after, assignee=wanted.assignee)
    if text:
        after = dataclasses.replace(after, comments=state.comments + 1)
    return _action(after, dataclasses.replace(wanted, text=text)), after


def card(thread: Thread, state: AlertState) -> dict[str, Any]:
    """Return an alert as people see it: the newest of its story, and how it stands."""
    return thread.card | {
        "status": state.status,
        "by": state.by,
        "at": state.at,
        "assignee": state.assignee,
        "comments": state.comments,
        "state_version": state.version,
    }


def reopened(state: AlertState, thread: Thread) -> tuple[DeskAction, AlertState] | None:
    """Return what an escalation makes of ``state``, None where there is none.

    The same from every server, so that two that see it do the same thing twice.
    """
    after = as_it_stands(state, thread)
    if after.version == state.version:
        return None
    text = "escalation: " + ", ".join(sorted(set(thread.cameo) - set(state.cameo)))
    return _action(after, Act(verb="reopen", by=SYSTEM, at=thread.matched_at, text=text)), after


def _action(after: AlertState, done: Act) -> DeskAction:
    return DeskAction(
        action_id=stable_id(
            "action", after.alert_key, str(after.version), done.verb, done.by, done.at
        ),
        alert_key=after.alert_key,
        subscription_id=after.subscription_id,
        story_id=after.story_id,
        verb=done.verb,
        by=done.by,
        at=done.at,
        assignee=done.assignee,
        text=done.text,
        state_version=after.version,
    )
