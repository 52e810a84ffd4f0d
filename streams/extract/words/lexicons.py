"""All that reading an article looks up, loaded once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from streams.extract.words.offices import OfficeLexicon, load_offices
from streams.extract.words.word_reader import WordReader
from streams.lexicon.actors import ActorLexicon, load_actors
from streams.lexicon.morphology import load_morphology
from streams.lexicon.triggers import TriggerLexicon, load_triggers
from streams.normalize.letters import fold

CUE_KINDS = ("report", "light", "decision", "aspect", "light_passive", "modal")
STANCES = frozenset(
    {"denial", "planned", "intended", "attempted", "wished", "possible", "failed",
     "expected", "ended", "done"}
)  # fmt: skip
"""Values of a reporting or modal cue that a reading asks for."""


_INTRODUCERS = frozenset({"object", "ب", "على", "إلى", "في", "من", "ل"})
"""What makes a noun that of a light verb: that it is its object, prepositions before it."""


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The tables behind one reading."""

    actors: ActorLexicon
    offices: OfficeLexicon
    triggers: TriggerLexicon
    words: WordReader
    cues: Mapping[str, frozenset[str]]
    """Lemma to the kinds of cue that it is."""


@cache
def load_lexicons() -> Lexicons:
    """Return the lexicons of the package, loaded at the first call."""
    triggers = load_triggers()
    cues: defaultdict[str, set[str]] = defaultdict(set)
    for kind in CUE_KINDS:
        for lemma, value in triggers.cue_table(kind).items():
            cues[lemma].add(kind)
            if value in STANCES:
                cues[lemma].add(value)
            elif kind in {"light", "light_passive"} and value in _INTRODUCERS:
                cues[lemma].add(f"{kind}.{fold(value)}")
    kinds_of = {lemma: frozenset(kinds) for lemma, kinds in cues.items()}
    actors, offices = load_actors(), load_offices()
    return Lexicons(
        actors=actors,
        offices=offices,
        triggers=triggers,
        words=WordReader(load_morphology(), triggers, actors, offices, kinds_of),
        cues=kinds_of,
    )
