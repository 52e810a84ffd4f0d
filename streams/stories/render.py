"""Stories and corroborated events as records: rendered from state, capped in size."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from schemas.event import ArticleReference, CorroboratedEvent, Event, Mention
from schemas.story import Cause, Story
from streams.stories.consensus import Claim
from streams.stories.independence import (
    combined_confidence,
    credited_agencies,
    independent_confidences,
)
from streams.stories.members import Happening, Member, Thread

MAX_ARTICLES = 200
"""Articles named by one record; the counts go on."""
MAX_EVENTS = 60
"""Happenings shown by a story; the topic ``events`` has them all."""
MAX_STORY_ARTICLES = 12
"""Articles named for each happening shown by a story."""
MAX_MENTION = 600
"""Code points shown of one mention; a crawled "sentence" may be a whole page."""
MENTION_BUDGET = 80_000
"""Code points of mentions in one record: escaped and framed, it stays under 1 MiB."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a record of an event may hold."""

    articles: int = MAX_ARTICLES
    mentions: int = MENTION_BUDGET
    """Code points."""


EVENT_ROOM = Room()
_EVENT_FIELDS = tuple(field.name for field in fields(Event))


def agencies_of(thread: Thread) -> dict[str, str]:
    """Return the agency behind each copy cluster of a story."""
    return credited_agencies(member.reference for member in thread.members.values())


def claims_of(thread: Thread, happening: Happening) -> list[Claim]:
    """Return the reports of a happening with their articles, in order of arrival."""
    return [
        (thread.members[article_id].reference, event)
        for article_id, events in happening.claims.items()
        for event in events
    ]


def event_record(
    thread: Thread,
    happening: Happening,
    seq: int,
    agencies: dict[str, str],
    room: Room = EVENT_ROOM,
) -> CorroboratedEvent:
    """Return a happening as a record; once withdrawn it names no article and has confidence 0."""
    claims = claims_of(thread, happening)
    tellers = [thread.members[article_id] for article_id in happening.claims]
    independent = independent_confidences(
        ((article, event.confidence) for article, event in claims), agencies
    )
    shown = {name: getattr(happening.stands, name) for name in _EVENT_FIELDS}
    own = tuple(map(_cut, happening.stands.mentions))
    shown["mentions"] = own if _size(own) <= room.mentions else own[:1]
    shown["event_id"] = happening.event_id
    shown["confidence"] = combined_confidence(independent)
    return CorroboratedEvent(
        **shown,
        version=happening.version,
        story_id=thread.story_id,
        opened_at=happening.opened_at,
        first_seen=min(tellers, key=_told).told if tellers else happening.opened_at,
        last_seen=max(tellers, key=_told).told if tellers else happening.opened_at,
        outlets=tuple(dict.fromkeys(article.outlet for article, _ in claims)),
        independent_sources=len(independent),
        articles=_references(thread, happening, room),
        total_articles=len(happening.claims),
        withdrawn=not happening.claims,
        seq=seq,
    )


def story_record(thread: Thread, cause: Cause, seq: int, agencies: dict[str, str]) -> Story:
    """Return a story as a record."""
    members = list(thread.members.values())
    told = [h for h in thread.happenings.values() if h.claims]
    told.sort(key=lambda happening: (-len(happening.claims), happening.opened_seq))
    return Story(
        story_id=thread.story_id,
        version=thread.version,
        headline=headline(members),
        opened_at=thread.opened_at,
        first_seen=min(members, key=_told).told if members else thread.opened_at,
        last_seen=max(members, key=_told).told if members else thread.opened_at,
        articles=tuple(member.reference for member in members[:MAX_ARTICLES]),
        total_articles=len(members),
        copies=sum(member.is_copy for member in members),
        independent_sources=independent_sources(thread, agencies),
        events=_events(thread, told[:MAX_EVENTS], seq, agencies),
        cause=cause,
        seq=seq,
    )


def independent_sources(thread: Thread, agencies: dict[str, str]) -> int:
    """Return how many independent sources a story has."""
    reports = ((member.reference, 0.0) for member in thread.members.values())
    return len(independent_confidences(reports, agencies))


def headline(members: Sequence[Member]) -> str:
    """Return the headline of the text most printed; of equals, that which came first."""
    printed: dict[str, int] = {}
    for member in members:
        cluster = member.reference.cluster_id
        printed[cluster] = printed.get(cluster, 0) + 1
    ranked = sorted(members, key=lambda m: (-printed[m.reference.cluster_id], m.is_copy, m.seq))
    return next((member.headline for member in ranked if member.headline), "")


def forwarded_event(happening: Happening, story_id: str, into: str, seq: int) -> CorroboratedEvent:
    """Return the record that says where an absorbed happening went; its reports went along."""
    gone = Thread(story_id, seq, 0.0, 0.0, happening.opened_at)
    bare = replace(happening, claims={})
    return replace(event_record(gone, bare, seq, {}), merged_into=into, withdrawn=False)


def forwarded_story(thread: Thread, into: str, cause: Cause, seq: int) -> Story:
    """Return the record that says where an absorbed story went; its articles went along."""
    gone = replace(thread, members={}, happenings={})
    shown = headline(list(thread.members.values()))
    return replace(story_record(gone, cause, seq, {}), headline=shown, merged_into=into)


def _told(member: Member) -> float:
    return member.told_s


def _events(
    thread: Thread, told: Sequence[Happening], seq: int, agencies: dict[str, str]
) -> tuple[CorroboratedEvent, ...]:
    """Return happenings for the record of their story, mentions as long as there is room."""
    shown, budget = [], MENTION_BUDGET
    for happening in told:
        room = Room(MAX_STORY_ARTICLES, max(0, budget))
        record = event_record(thread, happening, seq, agencies, room)
        budget -= _size(record.mentions) + sum(_size(r.mentions) for r in record.articles)
        shown.append(record)
    return tuple(shown)


def _references(thread: Thread, happening: Happening, room: Room) -> tuple[ArticleReference, ...]:
    """Return the articles of a happening, the first of them with their mentions."""
    references, budget = [], room.mentions
    for article_id, events in list(happening.claims.items())[: room.articles]:
        mentions = tuple(_cut(mention) for event in events for mention in event.mentions)
        budget -= _size(mentions)
        shown = mentions if budget >= 0 else ()
        references.append(replace(thread.members[article_id].reference, mentions=shown))
    return tuple(references)


def _cut(mention: Mention) -> Mention:
    """Return the mention with its words cut short; its offsets still say where it ends."""
    if len(mention.text) <= MAX_MENTION:
        return mention
    return replace(mention, text=mention.text[: MAX_MENTION - 1] + "…")


def _size(mentions: Sequence[Mention]) -> int:
    """Return about how many code points the mentions take in JSON, their frame counted as 80."""
    return sum(len(mention.text) + len(mention.trigger) + 80 for mention in mentions)
