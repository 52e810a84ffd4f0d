"""What the normaliser asks of a lexicon: is this a word, is this a name."""

from typing import Protocol


class Vocabulary(Protocol):
    """The known words of a lexicon, asked by key (``letters.fold``).

    Answers must not change while the object lives: readings of words are remembered by it.
    """

    def __hash__(self) -> int:
        """Return the hash by which readings are remembered; that of identity will do."""
        ...

    def knows(self, key: str) -> bool:
        """Return whether ``key`` is a word form, with or without proclitics."""
        ...

    def is_name(self, key: str) -> bool:
        """Return whether ``key`` is a single word that occurs in a name of the gazetteer."""
        ...
