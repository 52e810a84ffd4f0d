"""The subscription language: what a duty officer writes to be told of a kind of news.

Text (``grammar``) and JSON (``json_form``) are two forms of one tree (``tree``); ``printer`` writes
the canonical text. The fields are a table (``data/fields.tsv``), the Arabic words another. What a
tree means is in ``streams.alerts.predicate`` and, for history, ``streams.alerts.elastic``.
"""

from functools import lru_cache

from streams.alerts.language.errors import QueryError
from streams.alerts.language.grammar import parse_tree
from streams.alerts.language.json_form import json_of, tree_of_json
from streams.alerts.language.normal_form import check_size
from streams.alerts.language.printer import text_of
from streams.alerts.language.tree import Node

__all__ = ["Node", "QueryError", "json_of", "parse", "text_of", "tree_of_json"]


@lru_cache(maxsize=10_000)
def parse(query: str) -> Node:
    """Return the tree of ``query``; QueryError, never anything else, where it cannot be read."""
    node = parse_tree(query)
    check_size(node, query)
    return node
