"""What a delivery says to a person: one message for mail, feed and apprise alike."""

from dataclasses import dataclass

from schemas.alert import Alert
from schemas.channel import Language
from schemas.event import CorroboratedEvent
from schemas.receipt import Digest, DigestItem, Notice, Receipt
from streams.alerts.digest import grouped
from streams.alerts.words import clean, isolated, word

MOST_SUBJECT = 160
MOST_EVENTS = 12
MOST_OUTLETS = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One thing told: a title, facts about it, and where to read on."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    """Label and value."""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Some items under a heading."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A subject and what follows it."""

    subject: str
    label: str
    """What kind of message it is, in words."""
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    language: Language
    link: str = ""


def message_of(receipt: Receipt, language: Language, desk_url: str, zone_text: str) -> Message:
    """Return what the delivery of ``receipt`` says.

    ``desk_url``: the dashboard's address; ``zone_text``: the end of a digest as its reader's
    clocks show it. Raises ValueError where the receipt holds nothing to tell.
    """
    if receipt.digest is not None:
        return _digest(receipt.digest, language, desk_url, zone_text)
    if receipt.notice is not None:
        return _notice(receipt.notice, language, desk_url)
    if receipt.alert is not None:
        return alert_message(receipt.alert, language, desk_url)
    raise ValueError(f"delivery {receipt.delivery_id} holds nothing to tell")


def alert_message(alert: Alert, language: Language, desk_url: str) -> Message:
    """Return what ``alert`` says: events, who reports them, why it was sent."""
    story = alert.story
    outlets = list(dict.fromkeys(clean(a.outlet) for a in story.articles))
    counts = (
        f"{word('independent', language)}: {story.independent_sources} · "
        f"{word('copies', language)}: {story.copies}"
    )
    events = tuple(
        Item(
            title=_sides(e, language),
            facts=(
                (word("code", language), isolated(f"{e.event_type} {e.cameo}")),
                (word("status", language), word(f"status.{e.status}", language)),
                *(((word("date", language), isolated(e.date)),) if e.date else ()),
            ),
        )
        for e in story.events[:MOST_EVENTS]
    )  # fmt: skip
    why = tuple(
        Item(title=isolated(clean(reason.clause)), facts=(("", clean(reason.text)),))
        for reason in alert.why
    )
    sections = (
        Section(word("events", language), events),
        Section(
            word("reports", language),
            tuple(Item(isolated(outlet)) for outlet in outlets[:MOST_OUTLETS]),
        ),
        Section(word("why", language), why),
    )
    return Message(
        subject=_cut(clean(story.headline) or alert.story_id),
        label=word(f"kind.{alert.kind}", language),
        lead=(counts, *_times(alert, language)),
        sections=tuple(s for s in sections if s.items),
        language=language,
        link=story_link(desk_url, alert.story_id),
    )


def _sides(event: CorroboratedEvent, language: Language) -> str:
    """Return who did it to whom; the arrow points the way that the words run."""
    names = [isolated(clean(side.name)) for side in (event.source, event.target) if side]
    return (" ← " if language == "ar" else " → ").join(names)


def story_link(desk_url: str, story_id: str) -> str:
    """Return where the story is on the desk."""
    return f"{desk_url}/stories/{story_id}"


def _times(alert: Alert, language: Language) -> tuple[str, ...]:
    times = (
        ("published", alert.times.published),
        ("fetched", alert.times.fetched),
        ("matched", alert.times.matched),
    )
    shown = [f"{word(name, language)} {isolated(at[:19])}" for name, at in times if at]
    return (" · ".join(shown),)


def _digest(digest: Digest, language: Language, desk_url: str, zone_text: str) -> Message:
    ends = zone_text or digest.ends
    heading = word(f"digest.{digest.cause}", language, ends=isolated(ends))
    lead = [word("digest.stories", language, count=len(digest.items))]
    if not digest.items:
        lead = [word("digest.empty", language)]
    if digest.left_out:
        lead.append(word("digest.left_out", language, count=digest.left_out))
    sections = tuple(
        Section(
            isolated(group.dyad) if group.dyad else word("no_target", language),
            tuple(_line(item, language, desk_url) for item in group.items),
        )
        for group in grouped(digest.items)
    )
    return Message(heading, word("kind.digest", language), tuple(lead), sections, language)


def _line(item: DigestItem, language: Language, desk_url: str) -> Item:
    facts = [
        (word("code", language), isolated(f"{item.event_type} {item.cameo}")),
        (word("independent", language), str(item.independent_sources)),
        (word("copies", language), str(item.copies)),
        (word("outlets", language), "، ".join(isolated(clean(o)) for o in item.outlets)),
    ]
    if item.date:
        facts.insert(1, (word("date", language), isolated(item.date)))
    return Item(clean(item.headline), tuple(facts), story_link(desk_url, item.story_id))


def _notice(notice: Notice, language: Language, desk_url: str) -> Message:
    said = word(f"notice.{notice.cause}", language, channel=isolated(clean(notice.channel)))
    detail = clean(notice.detail)
    facts = (word("detail", language) + ": " + isolated(detail),) if detail else ()
    return Message(_cut(said), word("kind.notice", language), (said, *facts), (), language,
                   desk_url)  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SUBJECT else text[: MOST_SUBJECT - 1] + "…"


def plain(message: Message) -> str:
    """Return ``message`` as plain text, for mail and apprise."""
    lines = [message.label, message.subject, *message.lead]
    for section in message.sections:
        lines += ["", section.heading]
        for item in section.items:
            lines.append(f"• {item.title}")
            lines += [f"  {label}: {value}" if label else f"  {value}"
                      for label, value in item.facts]  # fmt: skip
            lines += [f"  {item.link}"] if item.link else []
    if message.link:
        lines += ["", f"{word('story', message.language)}: {message.link}"]
    return "\n".join(lines) + "\n"
