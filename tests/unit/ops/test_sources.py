"""The starter list of sources."""

from collections import Counter
from pathlib import Path

from connectors.sources.registry import load_sources

SOURCES = load_sources(Path(__file__).parents[3] / "ops" / "sources.yaml")


def test_starter_list_has_sixty_outlets_of_most_arab_countries_all_unverified() -> None:
    assert len(SOURCES) >= 60
    assert len({source.country for source in SOURCES}) >= 20
    assert not any(source.verified for source in SOURCES)
    assert not any(source.allow_private for source in SOURCES)


def test_outlets_of_one_name_are_one_outlet() -> None:
    # Sources of a story are outlets, counted by name: two papers must not share one.
    names = Counter(source.name for source in SOURCES)
    assert [name for name, count in names.items() if count > 1] == []


def test_agency_patterns_do_not_take_words_for_credits() -> None:
    patterns = dict(SOURCES[0].agencies)
    assert patterns["ap"].search("واشنطن - (أ ب)")
    assert patterns["afp"].search("باريس (أ.ف.ب)")
    assert not patterns["ap"].search("توفي أب لثلاثة أطفال")
