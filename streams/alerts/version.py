"""A version of a story as the index keeps it for queries, and back again for the live evaluator."""

from dataclasses import replace
from typing import Any

from schemas.story import Story
from schemas.wire import from_data
from streams.alerts.facts import facts_of


def version_id(story: Story) -> str:
    """Return the id of the document of one version of a story."""
    return f"{story.story_id}+{story.version}"


def version_body(story: Story) -> dict[str, Any]:
    """Return the document: the features and words that queries ask for, and the record itself."""
    facts, cause = facts_of(story), story.cause
    return {
        "story_id": story.story_id,
        "version": story.version,
        "seq": story.seq,
        "opened_at": story.opened_at,
        "ingested_at": cause.ingested_at,
        "article_id": cause.article_id,
        "cause": cause.kind,
        "ingest_mode": cause.ingest_mode,
        "merged_into": story.merged_into,
        "features": sorted(facts.features),
        "tier": facts.tier,
        "words": cause.tokens,
        "events": [
            {"event_id": e.event.event_id, "features": sorted(e.features), **e.numbers}
            for e in facts.events
        ],
        "record": replace(story, cause=replace(cause, tokens="")),
    }


def story_of_version(source: dict[str, Any]) -> Story:
    """Return the story that ``version_body`` wrote; InvalidMessage where it is none."""
    story = from_data(Story, source["record"])
    return replace(story, cause=replace(story.cause, tokens=source["words"]))
