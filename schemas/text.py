"""Text as the read stage sees it: tokens, sentences and the edits that led there.

Every offset counts code points into the text **as it was given**, half open, whatever was edited.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that the normaliser made: why a word was read as it was."""

    rule: str
    """Name of the normalisation rule, for example ``split_glued_words``."""
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or punctuation mark of the cleaned text."""

    text: str
    """The word as it should be shown: marks and tatweel removed, letters not folded."""
    key: str
    """The word as looked up: alef, hamza, ya, ta marbuta folded (``normalize.letters``)."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens(Sequence[Token]):
    """The tokens of a text, kept as one list for each field of a token.

    Readers take whole columns; a ``Token`` is built where one is asked for, which is seldom. The
    lists are never changed.
    """

    texts: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Token, ...]: ...

    def __getitem__(self, at: int | slice) -> Token | tuple[Token, ...]:
        if isinstance(at, slice):
            columns = (self.texts[at], self.keys[at], self.starts[at], self.ends[at])
            return tuple(map(Token, *columns))
        return Token(self.texts[at], self.keys[at], self.starts[at], self.ends[at])

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.texts, self.keys, self.starts, self.ends)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens, ``tokens[first:last]``, and its place in the text as given."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """One field of an article after normalisation."""

    field: Field
    raw: str
    """The text as given."""
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    edits: tuple[Edit, ...]
    language: str
    """ISO 639 (``ar``, ``fa``, ``ur``...), ``latin`` for Latin script, ``und`` for no letters."""
    truncated: bool = False
    """True where the text was longer than the cap and only its beginning was read."""
