"""Whether an alert is silenced. One is only where a silence covers all that it tells of."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Final, get_args

from schemas.alert import Alert, AlertKind
from schemas.errors import InvalidMessage
from schemas.event import CorroboratedEvent
from schemas.moment import instant
from schemas.silence import Silence, SilenceField, SilenceMatcher
from streams.alerts.language import QueryError
from streams.alerts.language.actors import actor_codes
from streams.alerts.language.fields import fields
from streams.alerts.language.suggest import nearest
from streams.alerts.language.values import value_of

EVENT_FIELDS = frozenset({"source", "target", "actor", "country", "event_type", "cameo"})

ASKED_AS: Final[dict[SilenceField, str]] = {
    "event_type": "type", "cameo": "cameo", "agency": "agency"
}  # fmt: skip
"""The field of the subscription language that takes the same values."""


def canonical(matcher: SilenceMatcher) -> SilenceMatcher:
    """Return ``matcher`` with its values as events and alerts have them.

    InvalidMessage for a code that there is not: values are compared as they are, so it would hold
    nothing. Ids and outlets may be any. What stands on the topic is not asked again: a code may
    leave the lexicon, and the other values still hold.

    >>> canonical(SilenceMatcher(field="source", values=("usa",))).values
    ('USA',)
    """
    values = dict.fromkeys(_canonical(matcher.field, value) for value in matcher.values)
    return dataclasses.replace(matcher, values=tuple(values))


def _canonical(field: SilenceField, value: str) -> str:
    if field in ("source", "target", "actor", "country"):
        return _one_of(field, value, {code: code for code in actor_codes()})
    if field == "kind":
        return _one_of(field, value, {kind.upper(): kind for kind in get_args(AlertKind)})
    if field not in ASKED_AS:
        return value
    try:
        return value_of(fields()[ASKED_AS[field]], value, quoted=False)
    except QueryError as error:
        raise InvalidMessage(f"a silence on {field}: {error.reason}") from error


def _one_of(field: SilenceField, value: str, known: dict[str, str]) -> str:
    if (found := known.get(value.upper())) is not None:
        return found
    few = f"; expected one of {', '.join(known.values())}" if len(known) < 10 else ""
    hint = nearest(value, known.values()) or few
    raise InvalidMessage(f"a silence on {field}: {value!r:.60} is no such code{hint}")


def checked(silence: Silence) -> Silence:
    """Return ``silence``; InvalidMessage where it would hold everything, or has no clear end.

    One that ends before it starts is fine: it was called off.
    """
    if not silence.matchers or not all(m.values for m in silence.matchers):
        raise InvalidMessage("a silence needs at least one matcher, each with a value")
    if not silence.reason.strip() or not silence.author.strip():
        raise InvalidMessage("a silence needs a reason and an author")
    instant(silence.starts, "starts")
    instant(silence.ends, "ends")
    return silence


def silenced_by(
    alert: Alert, owner: str, silences: Iterable[Silence], now: dt.datetime
) -> Silence | None:
    """Return the silence that holds ``alert`` for the longest, None where it may pass.

    ``owner``: whose subscription the alert is for.
    """
    found = [s for s in silences if _runs(s, now) and s.owner in ("", owner) and covers(s, alert)]
    return max(found, key=lambda s: (instant(s.ends, "ends"), s.silence_id), default=None)


def _runs(silence: Silence, now: dt.datetime) -> bool:
    return instant(silence.starts, "starts") <= now < instant(silence.ends, "ends")


def covers(silence: Silence, alert: Alert) -> bool:
    """Return whether ``silence`` covers all of ``alert``, whatever the time.

    Each event that the story still holds has to meet the matchers on events: news of others in a
    silenced story passes. Outlets and agencies are those of all its articles.
    """
    about = [m for m in silence.matchers if m.field in EVENT_FIELDS]
    others = [m for m in silence.matchers if m.field not in EVENT_FIELDS]
    events = [e for e in alert.story.events if not e.withdrawn and not e.merged_into]
    return (
        all(_met(m, _of_alert(m, alert)) for m in others)
        and (not about or bool(events))
        and all(_met(m, _of_event(m, e)) for e in events for m in about)
    )


def _met(matcher: SilenceMatcher, found: set[str]) -> bool:
    """Return whether all that was found is one of the values, or none of it if negated."""
    if matcher.negated:
        return not any(_is(matcher, value) for value in found)
    if matcher.field == "actor":  # one side is enough: either side is what it asks for
        return any(_is(matcher, value) for value in found)
    return bool(found) and all(_is(matcher, value) for value in found)


def _is(matcher: SilenceMatcher, value: str) -> bool:
    if matcher.field == "cameo":
        return value.startswith(matcher.values)
    return value in matcher.values


def _of_alert(matcher: SilenceMatcher, alert: Alert) -> set[str]:
    match matcher.field:
        case "subscription":
            return {alert.subscription_id}
        case "story":
            return {alert.story_id}
        case "kind":
            return {alert.kind}
        case "agency":
            return {a.agency or "" for a in alert.story.articles}
        case _:
            return {a.outlet for a in alert.story.articles}


def _of_event(matcher: SilenceMatcher, event: CorroboratedEvent) -> set[str]:
    target = {event.target.code} if event.target else set()
    match matcher.field:
        case "source":
            return {event.source.code}
        case "target":
            return target
        case "actor":
            return {event.source.code, *target}
        case "country":
            return {event.place.country} if event.place and event.place.country else set()
        case "event_type":
            return {event.event_type}
        case _:
            return {event.cameo}
