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
    agencies: {afp: 'أ ?ف ?ب|فرانس برس'}
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
        (
            ("'أ ?ف ?ب|فرانس برس'", "'[a'"),
            "f:9: agencies is {'afp': '[a'}, expected regular expressions; that of 'afp' is none:",
        ),
        (("afp:", "ruters:"), "f:9: agencies is {'ruters': "),
        (("afp:", "ruters:"), "'ruters' is none; did you mean 'reuters'?"),
        (("{afp: 'أ ?ف ?ب|فرانس برس'}", "{[a]: b}"), "f:9: agencies is no value of YAML"),
        (("{afp: 'أ ?ف ?ب|فرانس برس'}", "{afp: x, afp: y}"), "f:9: 'afp' stands in line 9 already"),
        (("120", "0"), "f:10: interval_s is 0, expected seconds, over 0 and at most 86400"),
        (("interval_s", "intervall"), "f:10: 'intervall' is not a field of a source"),
        (("    name: وكالة الأنباء\n", ""), "f:3: the source has no 'name'"),
        (("sources:", "feeds:"), "f:2: expected 'sources:' and a list"),
        (("url: https", "url: [https"), "not YAML"),
        (("news.example", "news.example:x"), "f:5: url is 'https://news.example:x/rss', expected"),
        (("news.example", "news.example:99999"), "f:5: url is 'https://news.example:99999/rss'"),
        (("news.example", "[news"), "f:5: url is 'https://[news/rss', expected an http"),
        (("/rss", "/a b"), "f:5: url is 'https://news.example/a b', expected an http"),
        (("/rss", "/rss\u200f"), "(a space or an invisible character in it)"),
        (("tier: 1", "tier: 2016-13-45"), "f:7: tier is '2016-13-45', which is no value of YAML"),
        (("tier: 1", "tier: 2016-13-45"), "month must be in 1..12"),
        (("tier: 1", "tier: !!int abc"), "f:7: tier is 'abc', which is no value of YAML"),
        (("tier: 1", "tier: !!int ''"), "f:7: tier is '', which is no value of YAML"),
        (("tier: 1", "tier: !!timestamp x"), "f:7: tier is 'x', which is no value of YAML"),
        (("tier: 1", "tier: !!binary zzz"), "f:7: tier is 'zzz', which is no value of YAML"),
        (("tier: 1", "tier: !!bool x"), "f:7: tier is 'x', which is no value of YAML"),
        (("tier: 1", "tier: !mine x"), "f:7: tier is 'x', which is no value of YAML"),
        (("tier: 1", "tier: ="), "f:7: tier is '=', which is no value of YAML"),
        (("120", "!!float x"), "f:10: interval_s is 'x', which is no value of YAML"),
        (("120", "9" * 5000), "f:10: interval_s is '999"),
        (("tier: 1", "tier: " + "[" * 5000), "f:7: not YAML: nested too deeply"),
        (("tier: 1", 'tier: "\\UFFFFFFFF"'), "f:7: not YAML: "),
        (("tier: 1", "tier: \x07"), "f:7: not YAML: the character U+0007"),
        (("tier: 1", "[a]: 1"), "f:7: 'a list or mapping' is not a field"),
        (("tier: 1", "country: EGY"), "f:7: 'country' stands in line 6 already"),
        (("    interval_s: 120", "sources: []"), "f:10: 'sources' stands in line 2 already"),
    ],
)
def test_mistake_is_told_with_its_line(change: tuple[str, str], message: str) -> None:
    with pytest.raises(BadSources) as caught:
        parse_sources(GOOD.replace(*change), "f")
    assert message in str(caught.value)


def test_agency_is_kept_by_the_code_that_queries_are_written_in() -> None:
    [source] = parse_sources(GOOD.replace("afp:", "AFP:"))
    assert source.agencies[0][0] == "afp"


def test_mistake_that_sources_share_is_told_once() -> None:
    text = GOOD.replace("agencies: {", "agencies: &shared {ruters: x, ") + (
        "  - {id: b, name: b, url: 'https://b.example/', agencies: *shared}\n"
    )
    with pytest.raises(BadSources) as caught:
        parse_sources(text, "f")
    assert str(caught.value).count("\n") == 0


def test_shared_agencies_may_be_merged_and_overridden() -> None:
    text = (
        "shared: &shared {afp: x, ap: y}\nnotes: 1\nnotes: 2\nsources:\n"
        "  - {id: a, name: a, url: 'https://a.example/', agencies: {<<: *shared, ap: z}}\n"
        "  - {id: b, name: b, url: 'https://b.example/', agencies: *shared}\n"
    )
    one, other = ({c: p.pattern for c, p in s.agencies} for s in parse_sources(text))
    assert (one, other) == ({"afp": "x", "ap": "z"}, {"afp": "x", "ap": "y"})


def test_mistake_of_any_size_is_told_in_short() -> None:
    lists = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    with pytest.raises(BadSources) as caught:
        parse_sources(f"l0: &l0 [x]\n{lists}{GOOD.replace('tier: 1', 'tier: *l29')}", "f")
    assert len(str(caught.value)) < 2000


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(BadSources) as caught:
        parse_sources(GOOD.replace("DZA", "x").replace("tier: 1", "tier: x"), "f")
    assert str(caught.value).count("\n") == 1


def test_ids_and_addresses_stand_once() -> None:
    with pytest.raises(BadSources) as caught:
        parse_sources(GOOD + GOOD.replace("\nsources:\n", ""), "f")
    assert "f:11: id 'aps' is that of line 3 already" in str(caught.value)
    assert "url 'https://news.example/rss' is that of line 3" in str(caught.value)


def test_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_bytes(GOOD.encode("cp1256"))
    with pytest.raises(BadSources, match=r"sources.yaml:4: not UTF-8 \(byte 0xE6\), expected"):
        load_sources(path)


def test_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadSources, match="No such file"):
        load_sources(tmp_path / "none.yaml")
