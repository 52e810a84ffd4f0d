"""The tables of actors say what they should: codes, dates, sources, no unlisted ambiguity."""

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from streams.lexicon.actor_tables import KINDS, actor_forms
from streams.lexicon.morphology import load_morphology
from streams.lexicon.person_names import ALONE, person
from streams.lexicon.tables import LexiconError, items, read_table

CASES = Path(__file__).parents[3] / "cases" / "lexicon"
TABLES = (
    "countries", "adjectives", "bodies", "metonyms", "groups", "places", "persons", "agencies",
)  # fmt: skip
SECTORS = {
    "", "GOV", "MIL", "LEG", "JUD", "REB", "OPP", "CVL", "MED", "BUS", "SPY", "COP", "PTY", "NGO",
    "EDU", "REL",
}  # fmt: skip
OTHER_THAN_MEMBERS = {"VAT", "PSE", "XKX", "TWN", "HKG", "MAC", "ESH", "GRL", "PRI"}
"""Observers (the first two) and further territories; the rest are the 193 UN members."""
UN_MEMBERS = 193

COUNTRIES = {row["code"] for row in read_table("countries")}
BODIES = {row["code"] for row in read_table("bodies")}
CROSS_BORDER = {"ISIS", "AQ"}


def test_every_member_of_the_united_nations_is_there() -> None:
    codes = [row["code"] for row in read_table("countries")]

    assert len(codes) == len(set(codes))
    assert len(set(codes) - OTHER_THAN_MEMBERS) == UN_MEMBERS
    assert set(codes) >= OTHER_THAN_MEMBERS


@pytest.mark.parametrize("table", TABLES)
def test_codes_sectors_kinds_and_sources_are_valid(table: str) -> None:
    for row in read_table(table):
        assert row["code"] in COUNTRIES | BODIES | CROSS_BORDER, row
        assert row.get("sector", "") in SECTORS, row
        assert row.get("kind", "country") in {*KINDS, "outlet"}, row
        assert row["source"], row


@pytest.mark.parametrize("table", [table for table in TABLES if table != "countries"])
def test_no_entry_is_there_twice(table: str) -> None:
    entries = Counter((row.get("kind"), row["slug"]) for row in read_table(table))

    assert [entry for entry, times in entries.items() if times > 1] == []
    assert all(re.fullmatch(r"[a-zA-Z0-9-]+", slug) for _, slug in entries)


@pytest.mark.parametrize("table", ["bodies", "metonyms", "groups", "places", "countries"])
def test_no_spelling_is_written_twice_in_a_row(table: str) -> None:
    for row in read_table(table):
        spellings = [row["name"], *items(row["variants"])]
        assert len(spellings) == len(set(spellings)), row


def test_offices_are_roles_and_dates_are_in_order() -> None:
    roles = {row["role"] for row in read_table("roles")}
    for row in read_table("persons"):
        assert row["alone"] in ALONE, row
        assert row["given"] or row["alone"] != "no" or row["other"], row
        for term in person(row).terms:
            assert term.office in roles, row
            assert term.code is None or term.code in COUNTRIES | BODIES, row
            first, last = term.valid_from, term.valid_to
            days = [date.fromisoformat(day) for day in (first, last) if day]
            assert days == sorted(days), row


def test_roles_have_a_sector_or_leave_it_to_whom_they_serve() -> None:
    for row in read_table("roles"):
        assert row["sector"] in SECTORS, row
        assert row["country"], row
        assert (row["code"] != "") >= ("fixed" in items(row["country"])), row
        assert row["source"], row


def test_spellings_shared_by_two_entries_are_listed() -> None:
    """Folding may make names of two entries meet: each meeting is known and read by context."""
    owners: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for form in actor_forms():
        owners[form.keys].add(form.entry.entity)
    shared = {(" ".join(k), " ".join(sorted(who))) for k, who in owners.items() if len(who) > 1}
    with (CASES / "shared_spellings.tsv").open(encoding="utf-8", newline="") as lines:
        listed = {(row["key"], row["entities"]) for row in csv.DictReader(lines, delimiter="\t")}

    assert shared == listed


def test_names_that_are_words_of_the_language_are_weak_or_listed() -> None:
    """A name like قصفا جويا (by air) beside the town of جويا turns plain words into an actor."""
    morphology = load_morphology()
    alike = {
        (form.keys[0], form.entry.entity)
        for form in actor_forms()
        if len(form.keys) == 1 and not form.weak
        if any(a.pos in {"noun", "adjective", "masdar"} for a in morphology.analyse(form.keys[0]))
    }
    with (CASES / "names_like_words.tsv").open(encoding="utf-8", newline="") as lines:
        listed = {(row["key"], row["entity"]) for row in csv.DictReader(lines, delimiter="\t")}

    assert alike == listed


def test_a_row_of_the_wrong_length_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.tsv").write_text("slug\tcode\nun\n", encoding="utf-8")
    monkeypatch.setattr("streams.lexicon.tables.DATA", tmp_path)

    with pytest.raises(LexiconError, match="line 2"):
        read_table("bad")
