"""Floors for stories on texts that stay outside the repository."""

from pathlib import Path

from schemas.article import RawArticle
from schemas.event import CorroboratedEvent
from schemas.story import Story
from streams import pipeline
from tests.quality.score_stories import load_articles, load_labels, score, stories_of


def _linked(texts: list[tuple[str, str]]) -> tuple[pipeline.LinkState, list[Story]]:
    """Link (publication, text) pairs, each of an outlet of its own; return all story versions."""
    state = pipeline.LinkState()
    versions: list[Story] = []
    for seq, (published, text) in enumerate(texts):
        raw = RawArticle(
            article_id=f"seed-{seq}", source=f"outlet {seq}", text=text, published=published,
            fetched_at=f"{published}T12:00:00+00:00", ingested_at=f"{published}T12:00:00+00:00",
        )  # fmt: skip
        changes = pipeline.apply(state, pipeline.decide(state, pipeline.read(raw), seq))
        versions.extend(changes.stories)
    return state, versions


def _halt_of_talks(story: Story) -> CorroboratedEvent:
    (told,) = [e for e in story.events if e.cameo == "164"]
    return told


def test_the_seeds_are_one_story_with_one_halt_of_talks_told_by_two_sources(shared: Path) -> None:
    first, second = sorted((shared / "seeds").glob("*.txt"))
    texts = [
        ("2016-10-03", first.read_text("utf-8")),
        ("2016-10-04", second.read_text("utf-8")),
    ]
    _, (opened, told) = _linked(texts)
    assert opened.story_id == told.story_id
    assert (told.version, told.cause.kind, told.copies) == (2, "source", 0)
    assert (told.total_articles, told.independent_sources) == (2, 2)
    halt = _halt_of_talks(told)
    assert (halt.cameo, halt.source.code, halt.status) == ("164", "USA", "actual")
    assert halt.target is not None
    assert (halt.target.code, halt.independent_sources) == ("RUS", 2)
    lineage = told.articles[1].lineage
    assert lineage is not None
    assert (lineage.origin, lineage.relation) == ("seed-0", "shares_passages")


def test_stories_of_the_labelled_articles_alone_stay_as_good_as_measured(shared: Path) -> None:
    labels = load_labels("test")
    named = {article for pair in labels.different_pairs() for article in pair}
    named |= {article for pair in labels.same_pairs() for article in pair}
    articles = [raw for raw in load_articles(shared) if raw.article_id in named]
    found = score(stories_of(articles), labels)
    assert found.f1 >= 0.78
