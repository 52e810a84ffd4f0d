"""What queries mean: which story meets which, and how it is explained."""

import dataclasses
from typing import Any

import pytest

from schemas.event import Actor, Place
from schemas.story import Story
from streams.alerts.explain import explain, shown
from streams.alerts.facts import facts_of
from streams.alerts.language import parse
from streams.alerts.language.words import keys_of_phrase
from streams.alerts.predicate import compiled
from streams.normalize import normalise
from tests.records import event, story, subscription

TITLE = "هدنة في حلب"
TEXT = "أعلنت وزارةالخارجية أن الهدنة للعراق وسوريا تبدأ غدا، بحسب بيان."


def told(**changes: Any) -> Story:
    """Return a story of two events: Washington halts talks with Moscow, Brazil aids Chile."""
    halted = event(
        "halted",
        source=Actor(code="USA", sector="GOV", name="واشنطن", entity="capital:washington"),
        target=Actor(code="RUS", sector="GOV", name="موسكو", entity="capital:moscow"),
        attribution="official", independent_sources=2,
    )  # fmt: skip
    aid = event(
        "aid", event_type="AID", cameo="071", cameo_root="07", goldstein=7.4,
        quad_class="material_cooperation", target=Actor(code="CHL", name="تشيلي"),
        place=Place(name="موسكو", country="RUS"), status="planned", attribution="outlet",
    )  # fmt: skip
    base = story(events=(halted, aid))
    cause = {
        "tokens": " ".join(keys_of_phrase(TITLE) + keys_of_phrase(TEXT)), "outlet": "سانا",
        "agency": "reuters", "tier": 1,
    } | changes.pop("cause", {})  # fmt: skip
    return dataclasses.replace(base, **changes, cause=dataclasses.replace(base.cause, **cause))


MET = (
    "from:USA to:RUS",
    'from:"واشنطن" to:"موسكو"',
    "actor:روسيا",
    'to:"الاتحاد الروسي"',
    'from:"الولاياتالمتحده"',
    'to:"روسياالإتحادية"',
    "dyad:RUS<>USA",
    "from:USA/GOV",
    "to:*/GOV",
    "type:AID place:موسكو",
    "country:RUS goldstein>5",
    "cameo:16 sources>=2",
    "type:SANCTION attribution:official",
    "العراق",
    "سوريا",
    '"وزارة الخارجية"',
    "any(مباراة هدنه)",
    "none(مباراة) type:AID",
    "outlet:سانا tier<=1 agency:رويترز",
    "not type:SANCTION",
    "type:COERCE or سوريا",
    "from:USA not to:CHN",
    "status:planned",
    "quad:material_cooperation confidence>=0.5",
)
NOT_MET = (
    "from:USA type:AID",
    "from:RUS",
    'actor:"موسكو" type:AID',
    "to:RUS status:planned",
    "dyad:RUS>USA",
    "type:AID place:حلب",
    "sources>=3",
    "type:AID attribution:official",
    '"الخارجية وزارة"',
    "العراقي",
    "none(سوريا)",
    "outlet:رويترز",
    "tier>=2",
    "not status:any",
    "type:COERCE",
    "from:USA not to:RUS",
    "status:negated",
    "all(سوريا مباراة)",
    "from:*/MIL",
)


def meets(query: str, version: Story) -> bool:
    """Return whether ``version`` meets ``query``."""
    return compiled(parse(query)).met(facts_of(version)) is not None


@pytest.mark.parametrize("query", MET)
def test_the_story_meets_it(query: str) -> None:
    """All of it by one event, and by the article that brings the news."""
    assert meets(query, told())


@pytest.mark.parametrize("query", NOT_MET)
def test_the_story_does_not_meet_it(query: str) -> None:
    """Two events together are not one event; a mere place is no actor."""
    assert not meets(query, told())


def test_without_an_event_only_the_article_can_meet_a_query() -> None:
    """Neither a clause on an event nor its negation holds where there is none."""
    bare = told(events=())
    assert meets("سوريا", bare)
    assert meets("type:AID or سوريا", bare)
    for query in ("type:AID", "not type:AID", "سوريا not type:AID", "status:any"):
        assert not meets(query, bare), query


def test_what_was_only_supposed_is_told_to_those_who_ask_for_it() -> None:
    """Without a clause on the status: actual and planned."""
    supposed = told(events=(event(status="hypothetical"),))
    assert not meets("from:BRA", supposed)
    assert meets("from:BRA status:any", supposed)
    assert meets("from:BRA status:hypothetical", supposed)
    (note,) = explain(subscription(query="from:BRA"), supposed).notes
    assert "only actual and planned" in note


def test_an_explanation_shows_each_clause_with_the_words_of_the_text() -> None:
    """Words as the article spells them, glued or behind a preposition, with their places."""
    texts = (normalise(TITLE, "title"), normalise(TEXT, "text"))
    query = 'from:USA to:CHN (العراق or مباراة) "هدنة في حلب"'
    found = explain(subscription(query=query), told(), texts)
    assert not found.met
    assert found.event is not None
    assert found.event.event_id == "halted", "the nearest"
    lines = {line.clause: line for line in found.lines}
    assert [(c, lines[c].holds) for c in ("from:USA", "to:CHN", "any of")] == [
        ("from:USA", True), ("to:CHN", False), ("any of", True),
    ]  # fmt: skip
    (word,) = lines['"العراق"'].words
    assert (word.text, TEXT[word.start : word.end]) == ("للعراق", "للعراق")
    (phrase,) = lines['"هدنة في حلب"'].words
    assert (phrase.field, phrase.start, phrase.end) == ("title", 0, len(TITLE))
    page = shown(found)
    assert "does not meet" in page
    assert "NO " in page


def test_an_explanation_can_be_of_one_event_alone() -> None:
    """Another event of the story may meet the query; the one asked for does not."""
    asked = subscription(query="from:USA")
    assert explain(asked, told()).met
    assert not explain(asked, told(), event_id="aid").met
