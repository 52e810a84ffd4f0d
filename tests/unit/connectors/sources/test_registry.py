"""The file of sources: every mistake told with its line."""

from pathlib import Path

import pytest

from connectors.sources.registry import BadSources, load_sources, parse_sources

GOOD = """
sources:
  - id: aps
    name: وكالة الأنباء
    url: https://news.example/rss
    country: DZA
    tier: 1
    timezone: Africa/Algiers
    agencies: {AFP: 'أ ?ف ?ب|فرانس برس'}
    interval_s: 120
"""


def test_source_is_read_with_its_fields() -> None:
    [source] = parse_sources(GOOD)
    assert (source.id, source.country, source.tier, source.interval_s) == ("aps", "DZA", 1, 120.0)
    assert source.dates.zone == "Africa/Algiers"
    assert source.agencies[0][1].search("باريس - أ ف ب")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("id: aps", "id: APS!"), "f:3: id is 'APS!', expected small Latin letters"),
        (("https://", "ftp://"), "f:5: url is 'ftp://news.example/rss', expected an http"),
        (("DZA", "Algeria"), "f:6: country is 'Algeria', expected three capital letters"),
        (("tier: 1", "tier: 9"), "f:7: tier is 9, expected 1, 2 or 3"),
        (("Africa/Algiers", "Mars/One"), "f:8: timezone is 'Mars/One', expected an IANA zone"),
        (("'أ ?ف ?ب|فرانس برس'", "'('"), "f:9: agencies is"),
        (("120", "0"), "f:10: interval_s is 0, expected seconds, over 0 and at most 86400"),
        (("interval_s", "intervall"), "f:10: 'intervall' is not a field of a source"),
        (("    name: وكالة الأنباء\n", ""), "f:3: the source has no 'name'"),
        (("sources:", "feeds:"), "f:2: expected 'sources:' and a list"),
        (("url: https", "url: [https"), "not YAML"),
        (("news.example", "news.example:x"), "f:5: url is 'https://news.example:x/rss', expected"),
        (("news.example", "news.example:99999"), "f:5: url is 'https://news.example:99999/rss'"),
        (("news.example", "[news"), "f:5: url is 'https://[news/rss', expected an http"),
        (("tier: 1", "tier: 2016-13-45"), "f:7: tier is '2016-13-45', which is no value of YAML"),
        (("tier: 1", "tier: !!int x"), "f:7: tier is 'x', which is no value of YAML"),
        (("tier: 1", "tier: !!timestamp x"), "f:7: tier is 'x', which is no value of YAML"),
        (("tier: 1", "tier: ="), "f:7: tier is '=', which is no value of YAML"),
        (("tier: 1", "tier: {[1]: 2}"), "f:7: tier is no value of YAML"),
        (("120", "9" * 5000), "f:10: interval_s is '999"),
    ],
)
def test_mistake_is_told_with_its_line(change: tuple[str, str], message: str) -> None:
    with pytest.raises(BadSources) as caught:
        parse_sources(GOOD.replace(*change), "f")
    assert message in str(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(BadSources) as caught:
        parse_sources(GOOD.replace("DZA", "x").replace("tier: 1", "tier: x"), "f")
    assert str(caught.value).count("\n") == 1


def test_ids_and_addresses_stand_once() -> None:
    with pytest.raises(BadSources) as caught:
        parse_sources(GOOD + GOOD.replace("\nsources:\n", ""), "f")
    assert "f:11: id 'aps' is that of line 3 already" in str(caught.value)
    assert "url 'https://news.example/rss' is that of line 3" in str(caught.value)


def test_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadSources, match="No such file"):
        load_sources(tmp_path / "none.yaml")
