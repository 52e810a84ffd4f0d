"""What one word can be: function word, verb, noun, trigger."""

from dataclasses import dataclass
from functools import lru_cache

from streams.extract.words.shapes import ARTICLES
from streams.lexicon.morphology import Analysis
from streams.lexicon.triggers import Senses

CONTENT = frozenset({"content"})
"""The class of words that are no function words."""
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Word:
    """All readings of one folded spelling; the same object serves every article.

    Nothing changes it once it is built; it is not frozen because that makes building, which is
    much of what a new word costs, four times as slow.
    """

    key: str
    definite: bool = False
    clitic: str = ""
    """Preposition written onto the word, as far as is known: ب, ل, ك or empty."""
    verbal: bool = False
    """True for a verb and for what only a verb looks like (an unknown word in يـ)."""
    nameless: bool = False
    """True where no dictionary knows the word, so that it can be a name in another spelling."""
    classes: frozenset[str] = CONTENT
    """Classes of ``data/words.tsv``; ``content`` for a word of no class."""
    content: bool = True
    """True for a word of no function class: a noun, a verb, a name."""
    conjoined: bool = False
    """True where it begins with the conjunction و or ف."""
    verbs: tuple[Analysis, ...] = ()
    nouns: tuple[Analysis, ...] = ()
    verb_frames: tuple[tuple[Analysis, Senses], ...] = ()
    noun_frames: tuple[tuple[Analysis, Senses], ...] = ()
    verb_cues: frozenset[str] = _NONE
    """Kinds of cue that its verbs are: report, light, modal..."""
    noun_cues: frozenset[str] = _NONE
    noun_classes: frozenset[str] = _NONE
    """Classes of the nouns that it can be: ``talks``, ``sanctions``, ``attack``..."""
    boundary: bool = False
    """True for a relative pronoun, a complementizer, a conjunction of clauses."""
    refers: bool = False
    """True for a word that stands for somebody named before, or for the world at large."""
    ends_reach: bool = False
    """True where the arguments of a verb before it end: a boundary, a free pronoun."""
    recalls: bool = False
    """True where it can be a short form of a name or an office that the article introduced."""
    surname: str = ""
    """The word without و, ل or ب, which may be written onto a name; empty where none is."""
    stem: str = ""
    """The noun behind the article, by which an office is known; empty for other words."""
    heads: bool = False
    """True where it can head a clause or an event by itself, wherever it stands."""
    opens: bool = False
    """True where an actor phrase can begin with it: a name, an office, a title, a reference."""
    starts: bool = False
    """True where one begins in any text: ``opens`` holds of the later words of names as well."""
    begins_name: bool = False
    """True for the first word of a name of the lexicon."""
    begins_office: bool = False
    tails: frozenset[str] | None = None
    """Keys of which one must follow where an actor phrase ``starts`` here; None where any may."""

    def has(self, *names: str) -> bool:
        """Return whether the word belongs to any of the classes ``names``."""
        return not self.classes.isdisjoint(names)


def headword(word: Word) -> str:
    """Return a noun without its conjunction and article: group, of "and the group"."""
    return bare(word.key[1:] if word.conjoined else word.key)


_LONGEST_FIRST = sorted(ARTICLES, key=len, reverse=True)


@lru_cache(maxsize=1 << 16)
def bare(key: str) -> str:
    """Return ``key`` without conjunction, attached preposition and article.

    >>> bare("والوزير"), bare("للحكومه"), bare("وزير")
    ('وزير', 'حكومه', 'وزير')
    """
    if not key.startswith(ARTICLES):
        return key  # most words
    for article in _LONGEST_FIRST:
        if key.startswith(article) and len(key) - len(article) >= 3:
            return key[len(article) :]
    return key
