"""What an article has already said about its people and bodies: names, offices, home country."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.lexicon.tables import read_table
from streams.normalize.names import same_person, skeleton

SHORTEST_NAME = 5
"""Letters of a surname that is also known by its sound."""

LEAD_SPAN = 1
"""Sentences in which a head goes on to mean who acted under it."""
_MINISTRY = "ministry"
"""End of the keys of offices whose holder the text may go on with: the minister."""
LANDLESS = frozenset({"ISIS", "AQ"})
"""Groups of no country, which fight and hold ground in several."""
BODIES = frozenset(row["code"] for row in read_table("bodies")) | LANDLESS
BODIES -= frozenset(row["code"] for row in read_table("countries"))
"""Codes that are no country: an institution is not theirs for want of a better."""


_BLOCS = ("كتله", "تكتل")
"""Heads under which any league of states is known once it was named: the bloc."""
_NO_BLOCS = LANDLESS | {"UNO", "NGO", "RCRC"}
"""Codes of bodies that nobody calls a bloc."""


_sound = lru_cache(maxsize=1 << 16)(skeleton)


@dataclass(frozen=True, slots=True)
class Resolved:
    """An actor as first introduced."""

    code: str
    sector: str | None
    entity: str | None
    name: str
    gender: str | None
    person: str | None = None
    """Name of the person, in its first spelling."""
    post: str | None = None
    """Host country of an envoy."""

    @classmethod
    def of(cls, phrase: NounPhrase) -> "Resolved":
        """Return whom ``phrase``, which has a code, introduces."""
        return cls(
            phrase.code or "",
            phrase.sector,
            phrase.entity,
            phrase.name,
            phrase.gender,
            phrase.person,
            phrase.post,
        )


@dataclass(slots=True)
class Registry:
    """Names and heads of phrases met so far in one article, latest meaning first."""

    home: str | None = None
    """Country whose bare institutions (the ministry, the cabinet) the article means."""
    home_told: bool = False
    """Whether the article itself says that it is about its home."""
    day: str | None = None
    """Day of publication (ISO): who holds which office."""
    scene: str | None = None
    """Country of the latest place named: where institutions without a country are."""
    scene_sentence: int = -1
    sentence: int = 0
    """Number of the sentence that is being read, over title and text."""
    named: Counter[str] = field(default_factory=Counter)
    """How often each side was named."""
    rebels: str | None = None
    """Side of the armed movement that was named last: the militia, the rebels."""
    names: dict[str, Resolved] = field(default_factory=dict)
    lists: dict[int, list[tuple[str, str | None, str]]] = field(default_factory=dict)
    """The last three, four... states named together: codes, sectors, names for display."""
    couple: tuple[str, ...] = ()
    """The last two countries, and no more, that one sentence named together."""
    couple_sentence: int = -1
    skeletons: dict[str, list[str]] = field(default_factory=dict)
    """Surnames by the sounds of their consonants: newsrooms spell foreign names by ear."""
    heads: dict[str, Resolved] = field(default_factory=dict)
    leads: dict[str, tuple[int, Resolved]] = field(default_factory=dict)
    """Who acted under a head, and in which sentence: the council is not whom it appealed to."""
    titled: dict[str, Resolved] = field(default_factory=dict)
    """Heads of the phrases of the title: the text may begin with "the president" alone."""
    topic: str | None = None
    """Country that heads the title: "Kenya: police ..."."""
    announced: Resolved | None = None
    """Whom the title quotes by office ("Army chief of ...: ..."): the text gives the name."""

    def announce(self, name: str) -> Resolved | None:
        """Return whom the title announced and give ``name`` to him; he is announced once."""
        actor, self.announced = self.announced, None
        if actor is not None and name:
            self.introduce(actor, (), (name,))
        return actor

    def count(self, phrase: NounPhrase) -> None:
        """Count the side that ``phrase`` names; outlets and their reporters are none."""
        if phrase.code is None or phrase.sector == "MED":
            return
        self.named[phrase.code] += 1
        if phrase.kind is Kind.ACTOR and phrase.sector == "REB":
            self.rebels = phrase.code

    def place(self, code: str | None) -> None:
        """Remember where the news plays."""
        if code is not None:
            self.scene, self.scene_sentence = code, self.sentence

    def fights_isis(self) -> bool:
        """Return whether the article so far is about the war on ISIS rather than that in Yemen."""
        east = self.named["ISIS"] + self.named["SYR"] + self.named["IRQ"]
        return east > self.named["YEM"]

    def scene_here(self) -> str | None:
        """Return the country of a place in the sentence that is being read."""
        return self.scene if self.scene_sentence == self.sentence else None

    def here(self) -> str | None:
        """Return the country of an institution without one.

        That of a place in the same sentence, else the one that heads the title, else the side that
        the article names most, else home.
        """
        if self.scene is not None and self.scene_sentence == self.sentence:
            return self.scene
        if self.topic is not None:
            return self.topic
        return self._most_named() or self.scene or self.home

    def away(self) -> str | None:
        """Return the country of a delegation without one: not that of the place where it is."""
        if self.topic is not None:
            return self.topic
        scene = self.scene_here()
        return self._most_named(but=scene) or (self.home if scene is None else None)

    def _most_named(self, but: str | None = None) -> str | None:
        """Return the country, another than ``but``, that was named most, None where none was."""
        countries = [code for code in self.named if code not in BODIES and code != but]
        return max(countries, key=lambda code: self.named[code], default=None)

    def states(self) -> str | None:
        """Return the country whose foreign ministry a statement is of: that which is named first.

        It condemns what happened to others, whom it names more often than itself.
        """
        first = next((code for code in self.named if code not in BODIES), None)
        return self.scene_here() or self.topic or first or self.here()

    def only_here(self) -> str | None:
        """Return the country of a place in the sentence, else the only one that was named."""
        countries = {code for code in self.named if code not in BODIES}
        return self.scene_here() or (next(iter(countries)) if len(countries) == 1 else None)

    def own(self) -> str | None:
        """Return the country whose "the minister" needs no name: home, until the news is elsewhere.

        A paper that tells of another land means the minister of that land.
        """
        if self.home_told or self.home in self.named:
            return self.home
        elsewhere = any(code not in BODIES for code in self.named)
        return None if elsewhere or self.scene not in {None, self.home} else self.home

    def two_sides(self) -> tuple[str, ...]:
        """Return the two countries that the article names most: "both sides".

        One of them may only mediate between the other and a third, named just now as a couple.
        """
        countries = [c for c, _ in self.named.most_common() if c not in BODIES]
        told = self.couple_sentence >= self.sentence - 1
        if told and len(set(self.couple).intersection(countries[:2])) == 1:
            return self.couple
        return tuple(countries[:2])

    def introduce(self, actor: Resolved, heads: tuple[str, ...], names: tuple[str, ...]) -> None:
        """Remember ``actor`` under the heads of its phrase and under its name.

        A ministry introduces its minister where none is known.
        The last word of a name stands for it later (Kirby for John Kirby); so does the first where
        the name is of one word. A name keeps its first bearer, a head its latest.
        """
        bloc = actor.code in BODIES and (actor.entity or "").startswith("body:")
        for head in (*heads, *_BLOCS) if bloc and actor.code not in _NO_BLOCS else heads:
            self.heads[head] = actor
            if head.endswith(_MINISTRY) and actor.code not in BODIES:
                minister = replace(actor, name="", gender="m", entity=None)
                self.heads.setdefault("وزير", minister)
                self.heads.setdefault("وزيره", replace(minister, gender="f"))
                self.heads.setdefault(head.replace(_MINISTRY, "minister"), minister)
        if names and names[-1] not in self.names:
            self.names[names[-1]] = actor
            if len(names[-1]) >= SHORTEST_NAME:
                self.skeletons.setdefault(_sound(names[-1]), []).append(names[-1])

    def lead(self, heads: tuple[str, ...], phrase: NounPhrase) -> None:
        """Let ``heads`` mean whom ``phrase`` names in this sentence and the next, if it acts."""
        if phrase.free and phrase.code is not None:
            for head in heads:
                self.leads[head] = (self.sentence, Resolved.of(phrase))

    def by_name(self, key: str, *, spelt_by_ear: bool = False) -> Resolved | None:
        """Return the person introduced with the surname ``key``, or one that sounds like it."""
        actor = self.names.get(key)
        if actor is None and spelt_by_ear and self.skeletons and len(key) >= SHORTEST_NAME:
            for known in self.skeletons.get(_sound(key), ()):
                if same_person(known, key):
                    return self.names[known]
        return actor

    def by_head(self, key: str) -> Resolved | None:
        """Return the latest actor whose phrase ``key`` headed (the council, the minister).

        Who acted under it in this sentence or the last goes before those named beside.
        """
        sentence, lead = self.leads.get(key, (0, None))
        if lead is not None and sentence >= self.sentence - LEAD_SPAN:
            return lead
        return self.heads.get(key) or self.titled.get(key)


def resolved(phrase: NounPhrase, actor: Resolved) -> NounPhrase:
    """Return ``phrase`` as one that names ``actor``."""
    phrase.kind, phrase.code, phrase.sector = Kind.ACTOR, actor.code, actor.sector
    phrase.entity, phrase.name, phrase.gender = actor.entity, actor.name, actor.gender
    phrase.person = actor.person
    return phrase
