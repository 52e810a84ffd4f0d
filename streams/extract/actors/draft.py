"""An actor phrase while it is being read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from streams.extract.actors.phrases import OF_STATE
from streams.extract.words.offices import OfficeMatch
from streams.extract.words.word import Word
from streams.lexicon.actors import ActorEntry, ActorMatch

MAX_WORDS = 18
"""Longest actor phrase, in words: title, office, ministry, country and a full Arab name."""
MAX_AWAITED = 6
"""Words that may stand between an office and its country (committee of ... of ...)."""
MAX_NAMES = 9
"""Words of the longest name: with those of father, grandfather and house, and their particles."""
COUNTRY_KINDS = frozenset({"country", "metonym", "capital", "city", "region", "body", "group"})
PLACE_KINDS = frozenset({"capital", "city", "region"})
CRAFT = frozenset({"aircraft", "ship"})
"""Classes of what flies and sails abroad: a drone is of no land for where it strikes."""
_ADJECTIVE = ("ون", "يين", "يه", "ين")
OF_STATE_OR_TOWN = frozenset({"محلي", "حكومي", "عسكري", "امني"})
"""Adjectives of an official that say of whom he is one."""
_SERVING = OF_STATE_OR_TOWN | {"سياسي", "كبير", "رفيع", "بارز", "سابق", "رسمي"}
"""Adjectives of an official, behind which no genitive of his office stands."""
_RULERS = ("minister", "king", "queen", "sultan", "emir", "crown-prince", "president")
"""Ends of the roles of those who hold an office for nobody else."""
_ACTING = frozenset({"بالانابه", "بالنيابه", "بالوكاله"})
_POSSESSORS = frozenset({"ه", "ها", "هم", "هما"})


@dataclass(slots=True)
class Draft:
    """A phrase while it is being read: what was found and where it ends."""

    first: int
    last: int
    role: OfficeMatch | None = None
    country: ActorEntry | None = None
    person: ActorEntry | None = None
    country_first: int = 0
    person_last: int = 0
    titled: bool = False
    proclitics: str = ""
    roles: list[OfficeMatch] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    spoken_for: str = ""
    """Pronoun that says for whom an office speaks (the spokeswoman in its name)."""
    awaited: int = 0
    meant: str | None = None
    """Code of a body that the article has named before (the head of the organisation)."""
    field_at: int = -1
    post: str | None = None
    """Country where the office is held: an ambassador's host."""
    post_at: int = 0
    seated: bool = False
    """True where only the town of a police tells its country."""

    def is_finished(self, at: int, before: Word) -> bool:
        """Return whether the phrase that ends with ``before`` takes no noun of office at ``at``.

        One with the article is finished, and so is one with an adjective of many or of kind. A
        plural in the nominative has lost its last letter where a genitive follows.
        """
        if before.definite or not self.roles:
            return before.definite
        if self.closes(before):
            return True
        if self.roles[-1].last == at and before.key.endswith("ون") and before.content:
            return self.roles[-1].entry.plural
        return self.roles[-1].last < at and before.key.endswith(_ADJECTIVE)

    def closes(self, before: Word) -> bool:
        """Return whether the office has no genitive behind its word ``before``.

        The minister (accused) Chad, a military official (accused) Chad.
        """
        return before.definite or before.key in _SERVING

    def deputises(self, role: OfficeMatch) -> bool:
        """Return whether a deputy premier holds a ministry, too, which the next words name."""
        held = self.roles[-1].entry.role if self.roles and self.code is None else None
        return held == "deputy-prime-minister" and (role.entry.role or "").endswith("minister")

    def is_closed(self, words: Sequence[Word]) -> bool:
        """Return whether the phrase is the office of one person that its genitive closes.

        A country behind ل is none of its: the foreign minister (to Germany).
        """
        role = self.role
        if role is None or not role.entry.personal or self.last != role.last:
            return False
        return not words[role.first].definite and words[role.last - 1].definite

    def named_after(self, role: OfficeMatch) -> bool:
        """Return whether the personal name stands after ``role``."""
        name = self.person_last or (self.names[-1] if self.names else 0)
        return name > role.last - 1

    def belongs(self, role: OfficeMatch) -> bool:
        """Return whether ``role`` behind a preposition is where an office is held.

        ل ties any two; ب ties a person to an institution (a general in the army of ...), and a
        committee to its parliament.
        """
        if role.proclitics == "ل":
            return not (role.entry.personal and self.is_ruler())
        if not self.roles or role.proclitics != "ب" or role.entry.personal:
            return False
        held = self.roles[-1].entry
        return held.personal or held.role == role.entry.role == "parliament"

    def is_ruler(self) -> bool:
        """Return whether the office is one of nobody else's: a minister (told) the president."""
        office = self.roles[0].entry.role if self.roles else None
        return (office or "").removeprefix("prime-").endswith(_RULERS)

    def is_envoy(self) -> bool:
        """Return whether the office is that of an envoy whose own side is known."""
        return self.code is not None and self.is_sent()

    def is_sent(self) -> bool:
        """Return whether the office is that of an envoy, who is of no country that he is for."""
        office = self.role.entry.role if self.role is not None else None
        return (office or "").startswith("envoy")

    def is_seat(self) -> bool:
        """Return whether a house or an office is only where something is: at the palace."""
        return self.role is not None and not self.role.entry.personal and "ب" in self.proclitics

    def is_envoy_to(self, match: ActorMatch | None) -> bool:
        """Return whether "to" and ``match`` say where an envoy is sent, not where one travels."""
        return self.is_envoy() and match is not None and match.entry.kind == "country"

    def leads(self, at: int, words: Sequence[Word]) -> bool:
        """Return whether the noun at ``at`` is of whom an office is: the head of the movement."""
        office = self.roles[-1] if self.roles else None
        if office is None or not office.entry.personal or office.last != at:
            return False
        return not words[at - 1].definite

    def extend(self, last: int) -> bool:
        """Take the words up to ``last``; return whether that is more than before."""
        more = last > self.last
        self.last = max(self.last, last)
        return more

    def name_end(self) -> int:
        """Return where the phrase ends if it has no country: after its office and name."""
        end = self.roles[-1].last if self.roles else self.first + 1
        for at in self.names:
            if at == end:
                end += 1
        return max(end, self.first + 1)

    def links(self, key: str) -> bool:
        """Return whether ``key`` ties an office to whom it speaks for, who follows or is meant.

        So does "acting" behind the office to the name of who holds it.
        """
        if key in _ACTING:
            return bool(self.roles) and self.roles[-1].entry.personal
        for role in self.roles:
            for link in role.entry.links:
                if key == link:
                    return True
                if key.startswith(link) and self.code is None and key[len(link) :] in _POSSESSORS:
                    self.spoken_for = key[len(link) :]
                    return True
        return False

    @property
    def awaits(self) -> bool:
        """Return whether an office has been read, but not yet its country."""
        return bool(self.roles) and self.code is None

    @property
    def holds(self) -> bool:
        """Return whether the phrase can be of a person: an office or a title, no body."""
        return self.role is None or self.role.entry.personal or self.titled

    def takes_name(self, words: Sequence[Word]) -> bool:
        """Return whether somebody's name can follow the office or title that opens the phrase.

        None follows forces, authorities and the many once their country is told, nor what is no
        person and has the article: the agency (a copy).
        """
        if self.person is not None or len(self.names) >= MAX_NAMES:
            return False
        if self.role is None or self.titled or self.role.entry.personal:
            return self.role is not None or self.titled
        if self.country is not None:
            return self.role.entry.sector not in OF_STATE
        closed = words[self.role.last - 1].definite and self.role.last == self.last
        return not (closed and self.role.entry.sector in OF_STATE | {"MED"})

    @property
    def code(self) -> str | None:
        """Return the country or body found so far."""
        if self.person is not None and self.person.code:
            return self.person.code
        if self.country is not None:
            return self.country.code
        if self.meant is not None:
            return self.meant
        for role in self.roles:
            if role.entry.code:
                return role.entry.code
        return None


def acts(words: Sequence[Word], match: ActorMatch, end: int) -> bool:
    """Return whether a country opens the text with a verb in the feminine: Mali demands.

    Its name has no article, and no noun of that spelling is feminine.
    """
    if match.entry.kind != "country" or match.last >= end:
        return False
    verb = words[match.last]
    return not verb.nouns and any(a.gender == "f" and not a.enclitic for a in verb.verbs)
