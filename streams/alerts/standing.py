"""How people left an alert, and whether news of its story may still disturb them."""

from schemas.alert import Alert
from schemas.desk import AlertState
from schemas.story import Story

TELLING = frozenset({"actual", "planned"})
HOSTILE = 10
"""CAMEO roots from 10 (demand) on; below are cooperation and talk, which escalate nothing."""


def codes_of(story: Story) -> tuple[str, ...]:
    """Return the CAMEO codes of what ``story`` holds to have happened or to be planned, sorted."""
    return tuple(sorted({
        event.cameo
        for event in story.events
        if event.status in TELLING and not event.withdrawn and event.merged_into is None
    }))  # fmt: skip


def escalated(seen: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Return whether ``codes`` tell of a further rung than what was ``seen``.

    CAMEO numbers its hostile roots upwards from demands to mass violence; a code that was not seen
    counts where its root is the highest seen or above it.

    >>> escalated(("164",), ("164", "166")), escalated(("164",), ("173",))
    (True, True)
    >>> escalated(("164",), ("111", "164")), escalated((), ("040",))
    (False, False)
    """
    highest = max((_root(code) for code in seen), default=0)
    return any(
        code not in seen and _root(code) >= max(highest, HOSTILE) for code in codes
    )  # fmt: skip


def held_back(state: AlertState | None, alert: Alert) -> str | None:
    """Return why ``alert`` is not to be sent as the alert stands, None where it is to be sent.

    Updates of what someone has taken on, or settled, stop; corrections come all the same, and so
    does an escalation, which opens the alert again.
    """
    if state is None or state.status == "open" or alert.kind != "update":
        return None
    if escalated(state.cameo, codes_of(alert.story)):
        return None
    return f"{state.status} by {state.by}"


def _root(code: str) -> int:
    return int(code[:2]) if code[:2].isascii() and code[:2].isdigit() else 0
