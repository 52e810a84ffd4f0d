"""Reads a query: tokens to a tree, by recursive descent with a bound on depth and size.

query   = or
or      = and { "or" and }
and     = unary { ["and"] unary }
unary   = "not" unary | "(" or ")" | clause
clause  = field sign value { "," value } | ("any" | "all" | "none") "(" phrase { phrase } ")"
| phrase | word
"""

from typing import Final, cast, get_args

from streams.alerts.language.errors import QueryError
from streams.alerts.language.fields import Field, fields
from streams.alerts.language.suggest import nearest
from streams.alerts.language.tables import canonical, synonyms
from streams.alerts.language.tokens import QueryToken, tokens_of
from streams.alerts.language.tree import (
    Clause,
    How,
    Node,
    Not,
    Operator,
    Words,
    conjunction,
    disjunction,
)
from streams.alerts.language.values import value_of
from streams.alerts.language.words import keys_of_phrase

DEEPEST: Final = 32
"""Parentheses and negations inside one another."""
MOST_CLAUSES: Final = 200
MOST_VALUES: Final = 200
"""Values of one clause, and phrases of one list."""


def parse_tree(query: str) -> Node:
    """Return the tree of ``query``; QueryError says what is wrong and where. Never anything else.

    >>> parse_tree("type:SANCTION")
    Clause(field='type', operator=':', values=('SANCTION',))
    """
    reader = _Reader(query)
    if reader.ended():
        raise QueryError("the query is empty; status:any matches every story that tells an event")
    node = reader.alternatives(0)
    if not reader.ended():
        raise reader.wrong("expected another clause or the end")
    return node


class _Reader:
    """The tokens of one query and how far they were read."""

    def __init__(self, query: str) -> None:
        self.query = query
        self._tokens = tokens_of(query)
        self._at = 0
        self._clauses = 0

    @property
    def here(self) -> QueryToken:
        return self._tokens[self._at]

    def wrong(self, reason: str, token: QueryToken | None = None) -> QueryError:
        token = token or self.here
        return QueryError(reason, self.query, token.start, token.end)

    def take(self) -> QueryToken:
        token = self.here
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def ended(self) -> bool:
        """Return whether all was read."""
        return self.here.kind == "end"

    def takes(self, sign: str) -> bool:
        """Pass over ``sign`` if it is next; return whether it was."""
        found = self.here.kind == "sign" and self.here.text == sign
        self._at += found
        return found

    def keyword(self) -> str | None:
        """Return the canonical keyword that is next, if a bare word is one."""
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        if self.here.kind != "word" or (following.kind == "sign" and following.text in ":<=>="):
            return None
        return canonical("operator", self.here.text)

    def alternatives(self, depth: int) -> Node:
        found = [self.together(depth)]
        while self.keyword() == "or":
            self.take()
            found.append(self.together(depth))
        return disjunction(found)

    def together(self, depth: int) -> Node:
        found = [self.unary(depth)]
        while not self._at_end_of_group():
            if self.keyword() == "and":
                self.take()
            found.append(self.unary(depth))
        return conjunction(found)

    def _at_end_of_group(self) -> bool:
        ends = self.here.kind == "sign" and self.here.text == ")"
        return self.here.kind == "end" or ends or self.keyword() == "or"

    def unary(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise self.wrong(f"more than {DEEPEST} parentheses and negations inside one another")
        if self.keyword() == "not":
            self.take()
            return Not(self.unary(depth + 1))
        opening = self.here
        if self.takes("("):
            node = self.alternatives(depth + 1)
            if not self.takes(")"):
                raise self.wrong("this parenthesis is never closed", opening)
            return node
        return self.clause()

    def clause(self) -> Node:
        self._clauses += 1
        if self._clauses > MOST_CLAUSES:
            raise self.wrong(f"more than {MOST_CLAUSES} clauses")
        token = self.take()
        if token.kind == "phrase":
            return Words("all", (self._searchable(token),))
        if token.kind != "word":
            said = "the query ends" if token.kind == "end" else f"{token.text!r} stands"
            raise self.wrong(f"{said} where a clause was expected", token)
        if self.here.kind == "sign" and self.here.text not in "(),":
            return self._field_clause(token)
        how = canonical("list", token.text)
        if how is not None and self.here.kind == "sign" and self.here.text == "(":
            return self._words(cast("How", how))
        return self._bare_word(token)

    def _field_clause(self, name: QueryToken) -> Node:
        field = fields().get(canonical("field", name.text) or "")
        if field is None:
            hint = nearest(name.text, synonyms("field"))
            raise self.wrong(f"{name.text!r} is no field{hint}", name)
        sign = self.take()
        operator = self._operator(field, sign)
        if field.takes == "dyad":
            return Clause(field.name, operator, (self._dyad(field),))
        values = [self._value(field)]
        while self.takes(","):
            values.append(self._value(field))
        if field.numeric and len(values) > 1:
            raise self.wrong(f"{field.name} takes one number", sign)
        if len(values) > MOST_VALUES:
            raise self.wrong(f"more than {MOST_VALUES} values", sign)
        return Clause(field.name, operator, tuple(dict.fromkeys(values)))

    def _operator(self, field: Field, sign: QueryToken) -> Operator:
        if sign.text not in get_args(Operator):
            raise self.wrong(f"{sign.text!r} stands where : was expected", sign)
        if field.numeric:
            return cast("Operator", "=" if sign.text == ":" else sign.text)
        if sign.text not in ":=":
            raise self.wrong(f"{field.name} is no number: expected {field.name}:", sign)
        return ":"

    def _value(self, field: Field) -> str:
        token = self.take()
        if token.kind not in ("word", "phrase"):
            raise self.wrong(f"a value of {field.name} was expected here", token)
        try:
            return value_of(field, token.text, quoted=token.kind == "phrase")
        except QueryError as error:
            raise self.wrong(error.reason, token) from error

    def _dyad(self, field: Field) -> str:
        """Return ``A>B``, or ``A<>B`` for either direction."""
        first = self._value(field)
        sign = self.take()
        if sign.kind != "sign" or sign.text not in (">", "<>"):
            raise self.wrong("a dyad is A>B, or A<>B for either direction", sign)
        return f"{first}{sign.text}{self._value(field)}"

    def _words(self, how: How) -> Node:
        opening = self.take()
        phrases: list[str] = []
        while not self.takes(")"):
            token = self.take()
            if token.kind == "sign" and token.text == "," and phrases:
                continue
            if token.kind not in ("word", "phrase"):
                raise self.wrong("a list of words is closed by )", opening)
            phrases.append(self._searchable(token))
        if not phrases:
            raise self.wrong("a list without words", opening)
        if len(phrases) > MOST_VALUES:
            raise self.wrong(f"more than {MOST_VALUES} words in one list", opening)
        return words_of(how, tuple(dict.fromkeys(phrases)))

    def _bare_word(self, token: QueryToken) -> Node:
        if canonical("operator", token.text):
            raise self.wrong(f"{token.text!r} joins two clauses; one of them is missing", token)
        if token.text.isascii() and token.text.isalpha():
            hint = f'write actor:{token.text} or "{token.text}"'
            raise self.wrong(f"{token.text!r} alone is neither a field nor a phrase; {hint}", token)
        return Words("all", (self._searchable(token),))

    def _searchable(self, token: QueryToken) -> str:
        if not keys_of_phrase(token.text):
            raise self.wrong("no letter or digit to look for", token)
        return token.text


def words_of(how: How, phrases: tuple[str, ...]) -> Words:
    """Return a list of phrases in its canonical form: any of one is all of one."""
    return Words("all" if how == "any" and len(phrases) == 1 else how, phrases)
