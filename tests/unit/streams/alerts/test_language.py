"""The subscription language: two forms of one tree, and errors that point at the place."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from streams.alerts.language import QueryError, json_of, parse, text_of, tree_of_json
from streams.alerts.language.fields import fields
from streams.alerts.language.grammar import DEEPEST, MOST_CLAUSES, parse_tree
from streams.alerts.language.tables import rows
from streams.alerts.language.tokens import LONGEST
from streams.alerts.language.tree import Node, leaves
from tests.unit.streams.alerts.queries import queries

CASES = Path(__file__).parents[3] / "cases" / "alerts"
READ = json.loads((CASES / "queries.json").read_text("utf-8"))
REFUSED = json.loads((CASES / "refused.json").read_text("utf-8"))
PIECES = (
    "from:", "USA", "RUS", "type:SANCTION", "goldstein", "<", "-5", ">=", ":", "(", ")", '"', "«",
    "»", "and", "or", "not", "any(", "none(", "سوريا", "dyad:", "USA>RUS", "<>", ",", "،",
    "*/MIL", " ",
    "\N{RIGHT-TO-LEFT MARK}", "tier", "٣", "\x00", "place:", "\ud800", "و",
)  # fmt: skip


@pytest.mark.parametrize("case", READ, ids=[case["query"] for case in READ])
def test_a_query_reads_as_its_canonical_form(case: dict[str, Any]) -> None:
    """Arabic and English words, quotation marks and order of signs: one tree, one spelling."""
    tree = parse(case["query"])
    assert text_of(tree) == case["canonical"]
    assert json_of(tree) == case["json"]


@pytest.mark.parametrize("case", REFUSED, ids=[case["query"][:40] for case in REFUSED])
def test_a_query_that_cannot_be_read_says_why_and_where(case: dict[str, Any]) -> None:
    """A reason in words, and a caret below the place."""
    with pytest.raises(QueryError) as caught:
        parse(case["query"])
    assert case["reason"] in caught.value.reason
    at = slice(caught.value.start, caught.value.end)
    assert case["query"][at] == case["at"]


@given(queries())
def test_text_and_json_are_two_forms_of_one_tree(tree: Node) -> None:
    """Whatever the shape: written and read again it is the same."""
    text = text_of(tree)
    read = parse_tree(text)
    assert text_of(read) == text
    assert parse_tree(text_of(read)) == read
    assert tree_of_json(json.loads(json.dumps(json_of(read)))) == read


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
)
@example("(" * 2000)
@example("not " * 900)
@example("سوريا " * 600)
@example('"' * 1001)
@example("from:USA," * 400)
@example('from:"0"')
@example('from:"ABCD"')
def test_any_text_is_a_query_or_is_refused(text: str) -> None:
    """The parser raises its own error and nothing else."""
    try:
        tree = parse(text)
    except QueryError:
        return
    assert parse(text_of(tree)) == tree


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ("and", "or", "not", "any", "all", "none", "field", "values", "is", "value")
            ),
            st.one_of(below, st.sampled_from(("from", "tier", "dyad", "<", "USA", "USA>RUS"))),
            max_size=3,
        ),
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_a_query_or_is_refused(data: Any) -> None:
    """The API takes what it is sent."""
    try:
        tree = tree_of_json(data)
    except QueryError:
        return
    assert parse(text_of(tree)) == tree


def test_size_and_depth_are_bounded() -> None:
    """Nobody makes the matcher work for ever, or the parser run out of stack."""
    for query, told in (
        ("سوريا " * 400, f"more than {MOST_CLAUSES} clauses"),
        ("(" * (DEEPEST + 5) + "سوريا" + ")" * (DEEPEST + 5), "inside one another"),
        ("س" * (LONGEST + 1), f"at most {LONGEST}"),
        (" ".join("(type:AID or قمة)" for _ in range(7)), "too many alternatives"),
    ):
        with pytest.raises(QueryError, match=told):
            parse(query)


def test_the_examples_of_the_how_to_are_queries() -> None:
    """Whatever the table of the page shows can be written, and means the same in both spellings."""
    page = (CASES.parents[2] / "docs" / "how-to" / "write-a-subscription.md").read_text("utf-8")
    table = page.partition("| you want")[2].partition("\n\n")[0].splitlines()[2:]
    assert len(table) > 5
    for row in table:
        english, arabic = (cell.strip().strip("`") for cell in row.split("|")[2:4])
        assert len(list(leaves(parse(english)))) == len(list(leaves(parse(arabic))))


def test_every_field_and_word_of_the_tables_can_be_written() -> None:
    """The examples of the reference are queries, and every synonym means something."""
    for field in fields().values():
        assert text_of(parse(field.example)).startswith(field.name)
    for row in rows("keywords"):
        if row["kind"] == "field":
            assert row["means"] in fields()
