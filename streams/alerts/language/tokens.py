"""Cuts the text of a query into words, quoted phrases and signs. Linear in its length."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from streams.alerts.language.errors import QueryError

TokenKind = Literal["word", "phrase", "sign", "end"]
LONGEST: Final = 4000
"""Code points of a query."""

_QUOTES: Final = {'"': '"', "«": "»", "“": "”", "„": "“"}
_TOKEN: Final = re.compile(
    r"(?P<space>\s+)|(?P<sign><=|>=|<>|[:<>=(),،])|(?P<word>[^\s:<>=(),،\"«»“”„]+)"
)
_MARKS: Final = re.compile('["«»“”„]')
"""Quotation marks of another kind inside a phrase say nothing about its words."""
_DROPPED: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks of direction, which come along when a query is copied from a page."""


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One word, phrase or sign; ``start`` and ``end`` are code points of the query."""

    kind: TokenKind
    text: str
    start: int
    end: int


def tokens_of(query: str) -> list[QueryToken]:
    """Return the tokens of ``query``, the last of them the end; QueryError for what is none."""
    if len(query) > LONGEST:
        raise QueryError(f"a query of {len(query)} characters, expected at most {LONGEST}")
    # Replaced, not removed: places in what is read are places in what was given.
    text = _DROPPED.sub(" ", query)
    found, at = [], 0
    while at < len(text):
        if text[at] in _QUOTES:
            token = _phrase(text, at)
            found.append(token)
            at = token.end
            continue
        cut = _TOKEN.match(text, at)
        if cut is None:
            raise QueryError("a quotation mark that closes nothing", text, at)
        if cut.lastgroup != "space":
            kind: TokenKind = "sign" if cut.lastgroup == "sign" else "word"
            found.append(QueryToken(kind, cut[0].replace("،", ","), at, cut.end()))
        at = cut.end()
    return [*found, QueryToken("end", "", len(text), len(text))]


def _phrase(text: str, at: int) -> QueryToken:
    closing = text.find(_QUOTES[text[at]], at + 1)
    if closing < 0:
        raise QueryError("this quotation mark is never closed", text, at)
    inside = " ".join(_MARKS.sub(" ", text[at + 1 : closing]).split())
    if not inside:
        raise QueryError("nothing between the quotation marks", text, at, closing + 1)
    return QueryToken("phrase", inside, at, closing + 1)
