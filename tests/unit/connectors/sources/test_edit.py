"""Changing a file of sources leaves everything else as it was."""

from dataclasses import replace

import pytest

from connectors.sources.edit import sources_there, with_enabled, with_sources
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


ITEM = "- id: a\n  name: a\n  url: https://a.example/\n"
LAYOUTS = {
    "another list behind": "sources:\n  - {id: a, name: a, url: 'https://a.example/'}\n"
    "notes:\n  - keep\n",
    "no indent": f"sources:\n{ITEM}",
    "no indent, a key behind": f"sources:\n{ITEM}notes: x\n",
    "a list alone": ITEM,
    "a list alone, deep": "    " + ITEM.replace("\n", "\n    ").rstrip(" "),
    "in brackets": "sources: [{id: a, name: a, url: 'https://a.example/'}]\n",
    "in brackets, on lines": "sources: [\n  {id: a, name: a, url: 'https://a.example/'},  # a\n]\n",
    "brackets alone": "[{id: a, name: a, url: 'https://a.example/'}] # end\n",
    "all in brackets": "{sources: [{id: a, name: a, url: 'https://a.example/'}], notes: [1]}",
    "no break at the end": f"sources:\n{ITEM}".rstrip("\n"),
    "dashes in a comment": "sources:\n - # - a\n   id: a\n   name: a\n   url: https://a.example/\n",
    "an anchor": "x: &list\n  - {id: a, name: a, url: 'https://a.example/'}\nsources: *list\n",
    "an alias": "x: &a {id: a, name: a, url: 'https://a.example/'}\nsources:\n  - *a\n\nnotes: x\n",
    "a block text": "sources:\n- id: a\n  url: https://a.example/\n  name: >-\n    a\n\nn: |\n x\n",
    "an end of the document": f"---\nsources:\n{ITEM}...\n",
    "a mark at the start": f"\ufeff{ITEM}",
    "nothing but comments": "# our feeds\n# of 2016",
    "empty, with a comment": "sources: [] # none yet\nnotes:\n  - keep\n",
    "empty brackets": "[]",
    "empty, all in brackets": "{notes: [1], sources: []}",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_that_is_read_can_be_extended_and_changed(layout: str, newline: str) -> None:
    text = LAYOUTS[layout].replace("\n", newline)
    there = sources_there(text)
    two = (NEW, replace(NEW, id="five", url="https://five.example/", name="خ: [x], {y}"))
    added = with_sources(text, two)
    assert parse_sources(added) == (*there, *two)
    left = iter(added)
    assert all(letter in left for letter in text if letter not in "[] ")
    if newline == "\r\n":
        assert added.count("\n") == added.count("\r\n")
    off = with_enabled(added, "five", enabled=False)
    assert [s.id for s in parse_sources(off) if not s.enabled] == ["five"]
    assert off.count("\r") == (off.count("\n") if "\r" in added else 0)


def test_comment_of_the_last_source_stays_with_it() -> None:
    added = with_sources(f"sources:\n{ITEM}  # tier: 1\n# the end", (NEW,))
    assert added.index("# tier: 1") < added.index("four") < added.index("# the end")


def test_mistake_in_a_new_source_is_told_without_a_line_of_no_file() -> None:
    bad = replace(NEW, id="x", name=" ", url="http://127.0.0.1:99999/")
    with pytest.raises(BadSources) as caught:
        with_sources(FILE, (bad,), "f")
    assert str(caught.value) == (
        "f: nothing added: name is ' ', expected a text; url is 'http://127.0.0.1:99999/', "
        "expected an http or https address (Port out of range 0-65535)"
    )
    with pytest.raises(BadSources, match=r"f: nothing added: id 'one' is that of another source"):
        with_sources(FILE, (replace(NEW, id="one"),), "f")


def test_change_that_would_touch_other_sources_is_refused() -> None:
    text = (
        "x: &on true\nsources:\n  - {id: a, name: a, url: 'https://a.example/', enabled: *on}\n"
        "  - {id: b, name: b, url: 'https://b.example/', enabled: *on}\n"
    )
    with pytest.raises(BadSources, match=r"f: not changed: .* by hand"):
        with_enabled(text, "a", enabled=False, name="f")
