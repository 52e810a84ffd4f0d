"""Roles: who a person or crowd is by office or kind, where no name says so.

A role has a PLOVER sector and says how the sentence gives its country: by an adjective that
agrees (وزير الخارجية الروسي), by a genitive (وزير خارجية روسيا), after "in the name of"
(المتحدث باسم الخارجية الروسية)... Finding it is the reader's work; the table says what to look for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from streams.lexicon.inflect import ARTICLE, Gender
from streams.lexicon.names import name_keys
from streams.lexicon.phrases import PhraseIndex
from streams.lexicon.tables import items, read_table

CountryPattern = Literal["adjective", "genitive", "li", "link", "in", "home", "fixed"]
"""How a role finds its country or body:

* ``adjective``: a nisba that agrees with it (الجيش العراقي);
* ``genitive``: the name follows at once (جيش العراق، رئيس حزب الله);
* ``li``: the name follows behind ل (الأمين العام للأمم المتحدة);
* ``link``: a noun phrase follows after a word of ``links`` (المتحدث باسم الحكومة السورية);
* ``in``: the place of the role or of the sentence (مسلحون في اليمن);
* ``home``: the country that the article speaks of so far;
* ``fixed``: ``code`` of the role itself (المبعوث الأممي).
"""
RoleKind = Literal["person", "collective", "title"]
"""A title (الدكتور، صاحب السمو) stands between a role and a name and says nothing else."""
_PATTERNS: dict[str, CountryPattern] = {
    "adjective": "adjective", "genitive": "genitive", "li": "li", "link": "link", "in": "in",
    "home": "home", "fixed": "fixed",
}  # fmt: skip
_KINDS: dict[str, RoleKind] = {"person": "person", "collective": "collective", "title": "title"}
_PEOPLE = frozenset({"MED", "OPP", "CVL", "EDU", "COP", "REB", "MIL"})
"""Sectors of the people who are arrested, expelled, freed more often than appointed."""
_DEPUTIES = frozenset({"نائب", "مساعد", "وكيل", "معاون"})
_RANKS = (("أول", ARTICLE + "أول"), ("", ARTICLE + "ثاني"), ("", ARTICLE + "ثالث"), ("خاص", ""))
"""Adjectives of a deputy without and with the article: a first deputy of, the second one of."""
_COLUMNS: tuple[tuple[str, Gender], ...] = (
    ("masculine", "m"),
    ("feminine", "f"),
    ("plural", "p"),
)


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """One role in one gender."""

    role: str
    """Stable key, shared by all spellings and genders: ``foreign-minister``, ``rebels``..."""
    sector: str | None
    """PLOVER sector; None where the country or body that is found decides."""
    kind: RoleKind
    gender: Gender
    country: tuple[CountryPattern, ...]
    """How the country is found, best first."""
    links: tuple[str, ...]
    """Keys of the words between the role and whom it speaks for."""
    posts: tuple[str, ...]
    """Keys of prepositions before the place of service, which is not the country (لدى)."""
    code: str | None
    """Actor code where the role has only one."""


@dataclass(slots=True)
class RoleMatch:
    """``entry`` named by ``tokens[first:last]``."""

    entry: RoleEntry
    first: int
    last: int
    proclitics: str
    definite: bool
    """Whether an article is in it: if so an adjective of its country has one too; if not, a
    genitive of its country may follow (وزير خارجية روسيا) or it is indefinite (وزير روسي)."""


class RoleLexicon:
    """All roles, found by the folded words of a text."""

    def __init__(self, filed: Iterator[tuple[tuple[str, ...], tuple[RoleEntry, bool]]]) -> None:
        self._index = PhraseIndex(filed)

    def begins(self, key: str) -> bool:
        """Return whether a role can begin with the word ``key``, proclitics and all."""
        return self._index.begin(key) is not None

    def tails(self, key: str) -> frozenset[str] | None:
        """Return of which words one must follow ``key`` in a role; None where it is one alone."""
        return self._index.tails(key)

    def longest(self, keys: Sequence[str], at: int) -> RoleMatch | None:
        """Return the longest role from ``keys[at]`` on; of equals the first of the table."""
        phrase = self._index.longest(keys, at)
        if phrase is None:
            return None
        entry, definite = phrase.values[0]
        return RoleMatch(entry, at, at + 1 + len(phrase.tail), phrase.proclitics, definite)


@cache
def load_roles() -> RoleLexicon:
    """Return the roles of the package data; the table is read once in a process."""
    return RoleLexicon(role_forms())


def role_forms() -> Iterator[tuple[tuple[str, ...], tuple[RoleEntry, bool]]]:
    """Yield every form of every role with whether it is definite."""
    for row in read_table("roles"):
        for column, gender in _COLUMNS:
            heads = items(row[column])
            entry = _entry(row, gender)
            complements = items(row["complements"]) or ("",)
            for phrase in (f"{head} {rest}".strip() for head in heads for rest in complements):
                for text, definite in articled(phrase):
                    yield name_keys(text), (entry, definite)
                for text, definite in ranked(phrase):
                    yield name_keys(text), (entry, definite)
                if gender == "m" and _may_suffer(entry) and " " not in phrase:
                    yield name_keys(f"{phrase}ا"), (entry, False)  # a delegation, as the object
                for dual in duals(phrase) if gender != "p" else ():
                    for text, definite in articled(dual):
                        if not text.startswith(ARTICLE):
                            yield name_keys(text), (_entry(row, "p"), definite)


def _may_suffer(entry: RoleEntry) -> bool:
    """Return whether a role is met as an object without the article: a delegation, a journalist.

    Offices are so written of who is made something: elected him president.
    """
    return entry.kind == "collective" or (entry.kind == "person" and entry.sector in _PEOPLE)


def articled(phrase: str) -> tuple[tuple[str, bool], ...]:
    """Return ``phrase`` with and without articles, each with whether it is definite.

    The head gets an article (المتحدث الرسمي), the rest loses its own (متحدث رسمي، وزير خارجية).

    >>> articled("جيش")
    (('جيش', False), ('الجيش', True))
    """
    head, *rest = phrase.split()
    bare = " ".join([head, *(word.removeprefix(ARTICLE) for word in rest)])
    definite = any(word.startswith(ARTICLE) for word in rest)
    forms = {phrase: definite, bare: False}
    if not head.startswith(ARTICLE):
        forms[f"{ARTICLE}{phrase}"] = True
    return tuple(forms.items())


def ranked(phrase: str) -> Iterator[tuple[str, bool]]:
    """Yield the office of a deputy by his rank, as ``articled`` does: the first deputy of.

    >>> list(ranked("نائب وزير"))[:2]
    [('نائب أول لوزير', False), ('النائب الأول لوزير', False)]
    >>> list(ranked("وزير الخارجية"))
    []
    """
    head, _, office = phrase.partition(" ")
    if head not in _DEPUTIES or not office:
        return
    for text, definite in articled(office):
        served = f"لل{text.removeprefix(ARTICLE)}" if text.startswith(ARTICLE) else f"ل{text}"
        for rank, definite_rank in _RANKS:
            if rank:
                yield f"{head} {rank} {served}", definite
            if definite_rank:
                yield f"{ARTICLE}{head} {definite_rank} {served}", definite


def duals(phrase: str) -> tuple[str, ...]:
    """Return the two of an office before the genitive of their countries (رئيسا وزراء ...).

    Of a masculine office of one word there are none: they are spelt as its accusative.

    >>> duals("حكومة"), duals("رئيس وزراء"), duals("جيش")
    (('حكومتا', 'حكومتي'), ('رئيسا وزراء', 'رئيسي وزراء'), ())
    """
    head, *rest = phrase.split()
    if head.endswith("ة"):
        stem = f"{head[:-1]}ت"
    elif rest:
        stem = head
    else:
        return ()
    return tuple(" ".join([f"{stem}{ending}", *rest]) for ending in ("ا", "ي"))


def _entry(row: dict[str, str], gender: Gender) -> RoleEntry:
    return RoleEntry(
        role=row["role"],
        sector=row["sector"] or None,
        kind=_KINDS[row["kind"]],
        gender=gender,
        country=tuple(_PATTERNS[pattern] for pattern in items(row["country"])),
        links=tuple(key for link in items(row["links"]) for key in name_keys(link)),
        posts=tuple(key for post in items(row["posts"]) for key in name_keys(post)),
        code=row["code"] or None,
    )
