"""Articles as ``link`` gets them, made of words and events, and a ``link`` with stories alone."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from schemas.article import Copies, Fingerprint, Link, LinkedArticle, RawArticle, ReadArticle
from schemas.event import Actor, Event, Mention
from schemas.identity import stable_id
from streams.stories import Changes, StoriesState, apply, decide

START = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)


def moment(hours: float = 0.0) -> str:
    """Return the ISO date-time that many hours after START."""
    return (START + dt.timedelta(hours=hours)).isoformat()


def event(source: str = "BRA", target: str | None = "ARG", **changes: Any) -> Event:
    """Return an event of an article; its id is given by ``reading``."""
    cameo = changes.pop("cameo", "164")
    mention = Mention(
        start=0, end=4, text="علقت", sentence=0, trigger="علقت", rule="suspend", lexicon="v1"
    )
    values: dict[str, Any] = {
        "event_id": "", "event_type": "SANCTION", "cameo": cameo, "cameo_root": cameo[:2],
        "quad_class": "material_conflict", "goldstein": -7.0, "status": "actual",
        "source": Actor(code=source, name=source), "confidence": 0.8, "mentions": (mention,),
        "target": Actor(code=target, name=target) if target else None, "date": "2026-05-04",
        "date_precision": "day", "date_reason": "الاثنين, before published 2026-05-04",
    }  # fmt: skip
    return Event(**(values | changes))


def reading(
    article_id: str,
    words: str,
    *events: Event,
    hours: float = 0.0,
    title: str = "",
    **changes: Any,
) -> ReadArticle:
    """Return an article of ``words`` (its text and its match keys) read ``hours`` after START."""
    agency = changes.pop("agency", None)
    values = {
        "source": f"outlet of {article_id}", "text": words, "title": title,
        "published": moment(hours), "fetched_at": moment(hours), "ingested_at": moment(hours),
    } | changes  # fmt: skip
    told = tuple(
        Event(
            **{n: getattr(e, n) for n in Event.__slots__} | {"event_id": _event_id(article_id, e)}
        )
        for e in events
    )
    return ReadArticle(
        raw=RawArticle(article_id=article_id, **values),
        language="ar",
        sentences=((0, len(words)),),
        edits=(),
        keys=f"{title} {words}",
        agency=agency,
        fingerprint=Fingerprint(
            version=1, exact=stable_id(words), letters=len(words), prints="", offsets=""
        ),
        quotes=(),
        events=told,
        lexicon="v1",
    )


def _event_id(article_id: str, event: Event) -> str:
    target = event.target.code if event.target else ""
    return stable_id(
        article_id, event.event_type, event.cameo, event.status, event.source.code, target,
        event.date or "", event.reported_by or "",
    )  # fmt: skip


def original(article_id: str, *links: Link) -> Copies:
    """Return that an article copies nothing."""
    return Copies(cluster_id=article_id, relation="original", links=links)


def copy_of(article_id: str) -> Copies:
    """Return that an article is a near copy of another."""
    link = Link(id=article_id, relation="near_copy", containment=0.9, jaccard=0.8)
    return Copies(cluster_id=article_id, relation="near_copy", links=(link,))


@dataclass
class Stories:
    """Decides and applies article by article, and keeps the journal."""

    state: StoriesState = field(default_factory=StoriesState)
    journal: list[LinkedArticle] = field(default_factory=list)

    def take(self, article: ReadArticle, copies: Copies | None = None) -> Changes:
        """Take the next article; return the new versions it caused."""
        seq = self.journal[-1].seq + 1 if self.journal else 0
        copies = copies or original(article.raw.article_id)
        linked = LinkedArticle(
            seq=seq,
            article=article,
            copies=copies,
            story=decide(self.state, article, copies, seq),
            first_ingested_at=self.state.first_ingested_at(article.raw.article_id)
            or article.raw.ingested_at,
        )
        self.journal.append(linked)
        return apply(self.state, linked)


def replayed(journal: Iterable[LinkedArticle]) -> StoriesState:
    """Return the state that a journal leads to from nothing."""
    state = StoriesState()
    for linked in journal:
        apply(state, linked)
    return state
