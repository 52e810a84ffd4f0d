"""Changing a file of sources leaves everything else as it was."""

import pytest

from connectors.sources.edit import with_enabled, with_sources
from connectors.sources.registry import BadSources, Source, parse_sources

FILE = """# our feeds
sources:
  - id: one  # the first
    name: أولى
    url: https://one.example/
  - {id: two, name: ثانية, url: 'https://two.example/'}
  - name: ثالثة
    enabled: true
    id: three
    url: https://three.example/
# the end
"""
NEW = Source(id="four", name="رابعة", url="https://four.example/", country="EGY", tier=1)


@pytest.mark.parametrize("source_id", ["one", "two", "three"])
def test_source_is_switched_off_and_on_again_and_comments_stay(source_id: str) -> None:
    off = with_enabled(FILE, source_id, enabled=False)
    assert [s.id for s in parse_sources(off) if not s.enabled] == [source_id]
    assert "# our feeds" in off
    assert "# the first" in off
    on = with_enabled(off, source_id, enabled=True)
    assert parse_sources(on) == parse_sources(FILE)
    assert on.count("enabled") <= 2


def test_unknown_id_is_told() -> None:
    with pytest.raises(BadSources, match="no source has the id 'five'"):
        with_enabled(FILE, "five", enabled=False)


@pytest.mark.parametrize("text", [FILE, "", "sources: []\n"])
def test_source_is_added_at_the_end(text: str) -> None:
    assert parse_sources(with_sources(text, (NEW,)))[-1] == NEW


def test_known_address_is_not_added_twice() -> None:
    with pytest.raises(BadSources, match="url"):
        with_sources(FILE, (Source(id="x", name="x", url="https://one.example/"),))
