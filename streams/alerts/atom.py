"""An Atom feed of the alerts of one subscription (RFC 4287): one entry a story, kept up to date."""

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from schemas.alert import Alert
from schemas.channel import Language
from schemas.identity import stable_id
from schemas.moment import instant
from schemas.subscription import Subscription
from streams.alerts.html import fragment
from streams.alerts.message import alert_message, story_link
from streams.alerts.words import clean, word

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100
NEVER = "1970-01-01T00:00:00+00:00"


def atom_feed(
    subscription: Subscription, alerts: Iterable[Alert], *, desk_url: str, self_url: str,
    language: Language = "ar",
) -> bytes:  # fmt: skip
    """Return the feed of ``alerts``, those of one subscription, in any order.

    The newest version of a story is its entry; the entry's id never changes, so that readers
    update it in place. The most recently changed come first, ``MOST_ENTRIES`` at most.
    """
    ET.register_namespace("", ATOM)
    newest: dict[str, Alert] = {}
    opened: dict[str, str] = {}
    for alert in sorted(alerts, key=lambda a: a.story_version):
        newest[alert.story_id] = alert
        opened.setdefault(alert.story_id, alert.times.matched)
    shown = sorted(newest.values(), key=lambda a: (_matched(a), a.story_id), reverse=True)
    feed = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": language})
    _put(feed, "id", _urn("feed", subscription.subscription_id))
    _put(
        feed,
        "title",
        word("feed", language, name=clean(subscription.name) or subscription.subscription_id),
    )
    _put(feed, "updated", _matched(shown[0]) if shown else NEVER)
    _put(feed, "link", rel="self", href=self_url, type="application/atom+xml")
    _put(feed, "link", rel="alternate", href=desk_url)
    _put(feed, "generator", word("product", language))
    for alert in shown[:MOST_ENTRIES]:
        _entry(feed, alert, opened[alert.story_id], desk_url, language)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: ET.Element, alert: Alert, opened: str, desk_url: str, language: Language) -> None:
    message = alert_message(alert, language, desk_url)
    entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
    _put(entry, "id", _urn("entry", alert.subscription_id, alert.story_id))
    _put(entry, "title", message.subject)
    _put(entry, "updated", _matched(alert))
    _put(entry, "published", _iso(opened))
    _put(entry, "link", rel="alternate", href=story_link(desk_url, alert.story_id))
    author = ET.SubElement(entry, f"{{{ATOM}}}author")
    _put(author, "name", clean(alert.story.cause.outlet) or word("product", language))
    for event_type in sorted({e.event_type for e in alert.story.events}):
        _put(entry, "category", term=event_type, label=word(f"type.{event_type}", language))
    _put(entry, "content", fragment(message), type="html")


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = text


def _urn(*parts: str) -> str:
    return uuid.UUID(stable_id("atom", *parts)).urn


def _matched(alert: Alert) -> str:
    return _iso(alert.times.matched)


def _iso(moment: str) -> str:
    return instant(moment, "matched").isoformat(timespec="seconds")
