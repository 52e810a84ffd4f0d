"""A story with everything behind it, out of memory and the index, as far as each has it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dashboard.search import SearchDegraded, SearchReader
from dashboard.viewer import Viewer
from dashboard.views.board import Board
from dashboard.views.ladder import Level, level_of
from dashboard.views.voices import TwoVoices, two_voices
from schemas.story import Story

Json = dict[str, Any]
MOST_ARTICLES = 200
MOST_EVENTS = 100
COPIES = frozenset({"exact", "near_copy", "contained"})


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the story page shows."""

    story: Json
    """As the record ``Story``; ``articles`` are its references."""
    level: Level
    articles: Mapping[str, Json]
    """Documents of its articles by id; empty while search is away."""
    versions: Sequence[Story]
    """Versions in memory, the newest first."""
    partial: bool
    """Whether texts are missing because search does not answer."""

    @property
    def lineage(self) -> list[tuple[Json, Json | None]]:
        """References with documents, each text followed by its copies, as they arrived."""
        clusters: dict[str, list[Json]] = {}
        for reference in self.story["articles"]:
            clusters.setdefault(reference["cluster_id"], []).append(reference)
        return [(ref, self.articles.get(ref["id"])) for some in clusters.values() for ref in some]

    @property
    def voices(self) -> TwoVoices | None:
        """Claim and counter-claim."""
        return two_voices(self.story["events"], self.articles.values())

    @property
    def opening(self) -> Json | None:
        """The document of the first article whose text there is."""
        ids = [reference["id"] for reference in self.story["articles"]]
        return next((self.articles[i] for i in ids if i in self.articles), None)


async def dossier(
    board: Board, index: SearchReader, viewer: Viewer, story_id: str
) -> Dossier | None:
    """Return all of a story, None where neither memory nor the index has it.

    SearchDegraded where only the index might have it and does not answer.
    """
    versions = board.versions(story_id)
    story = _plain(versions[0]) if versions else await _indexed(index, viewer, story_id)
    if story is None:
        return None
    level = level_of((event["cameo"], event["status"]) for event in story["events"])
    try:
        ids = [reference["id"] for reference in story["articles"]]
        articles = await articles_of(index, viewer, ids)
    except SearchDegraded:
        return Dossier(story, level, {}, versions, partial=True)
    return Dossier(story, level, articles, versions, partial=False)


async def articles_of(index: SearchReader, viewer: Viewer, ids: Sequence[str]) -> dict[str, Json]:
    """Return the documents of articles by id, in the order of ``ids``."""
    body = {"query": {"terms": {"article_id": list(ids)[:MOST_ARTICLES]}}, "size": MOST_ARTICLES}
    found = await index.ask(viewer, "articles", body)
    by_id = {document["article_id"]: document for document in found.documents}
    return {i: by_id[i] for i in ids if i in by_id}


async def _indexed(index: SearchReader, viewer: Viewer, story_id: str) -> Json | None:
    """Return the story as the index has it, put together as the record is."""
    body = {"query": {"term": {"story_id": story_id}}, "size": 1}
    found = await index.ask(viewer, "stories", body)
    if not found.documents:
        return None
    story = dict(found.documents[0])
    query = {"terms": {"event_id": story["event_ids"][:MOST_EVENTS]}}
    events = await index.ask(viewer, "events", {"query": query, "size": MOST_EVENTS})
    rank = {event_id: n for n, event_id in enumerate(story["event_ids"])}
    documents = await articles_of(index, viewer, story["article_ids"])
    return story | {
        "total_articles": story["articles"],
        "events": sorted(events.documents, key=lambda e: rank.get(e["event_id"], 0)),
        "articles": [_reference(document) for document in documents.values()],
    }


def _reference(document: Json) -> Json:
    links = [link for link in document.get("links") or () if link["relation"] != "shares_passages"]
    origin = {"origin": links[0]["id"], "relation": links[0]["relation"]} if links else None
    return {
        "id": document["article_id"], "cluster_id": document["cluster_id"],
        "outlet": document["source"], "agency": document["agency"],
        "published": document["published"], "lineage": origin,
    }  # fmt: skip


def _plain(story: Story) -> Json:
    return asdict(story)
