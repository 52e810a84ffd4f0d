"""Names that are common words too: the lion and Assad, the young and the movement al-Shabaab."""

from streams.extract.actors.draft import PLACE_KINDS, acts
from streams.extract.actors.matching import Matcher
from streams.extract.actors.qualifiers import disagrees
from streams.extract.actors.registry import Registry
from streams.extract.words.offices import OfficeLexicon
from streams.extract.words.word import Word
from streams.lexicon.actors import ActorLexicon, ActorMatch

COALITION = "body:taif-coalition"
"""The coalition without more words: the Saudi-led one, unless the article is about ISIS."""
_OCCUPIER = "metonym:idf"
"""The occupation: those who occupy, where it is told what they did."""
_OCCUPIED = "PSE"
"""Where it is told of, "the occupation" is that of it."""
_BY_FORCE = frozenset({"ASSAULT", "COERCE"})
"""Types of violence, arrests and seizures."""
_AGAINST = "علي"
FORCE_SPAN = 4
"""Words before a town within which stands the attack on it, its nationality with it."""


class WeakNames(Matcher):
    """Tells by what stands beside it, and by the article, whether a weak name is meant."""

    def __init__(self, actors: ActorLexicon, roles: OfficeLexicon, registry: Registry) -> None:
        super().__init__(actors, roles)
        self._registry, self.day = registry, registry.day

    def _wanted(self, match: ActorMatch) -> bool:
        kind, code = match.entry.kind, match.entry.code
        if kind == "person":
            return self._is_person(match)
        if kind == "group" and code not in self._registry.named:
            return False  # the young, not the movement
        if kind == "metonym":
            of_whom = _OCCUPIED if match.entry.entity == _OCCUPIER else code
            return self._told_of(code, of_whom) and (
                self._stands_apart(match.first) or self._is_expected(match)
            )
        if kind in PLACE_KINDS and not self._told_of(code):
            # In his talk (في حديثه), not in Haditha; what is done against it is done to a town.
            return self._is_struck(match.first)
        return self._is_expected(match)

    def _is_person(self, match: ActorMatch) -> bool:
        """Return whether an office, a verb or a name before, or the article, tells of a person."""
        if match.first > 0 and self.in_office:
            return True
        if self._qualifies_noun(match.first):
            return False  # the wise decision, not Mr Wise
        if match.entry.code in self._registry.named:
            return True
        before = self.words[match.first - 1] if match.first else None
        word = self.words[match.last] if match.last < self.end else None
        acts = before is not None and (before.verbal or self.actor(match.first - 1) is not None)
        if not acts or word is None:
            return False
        return word.begins_name or word.clitic != "" or not word.content  # no supervisor of affairs

    def _is_struck(self, at: int) -> bool:
        """Return whether the town at ``at`` stands behind "on" and a strike: the attack on it."""
        if at == 0 or self.keys[at - 1] != _AGAINST:
            return False
        return any(_strikes(word) for word in self.words[max(0, at - FORCE_SPAN) : at - 1])

    def _told_of(self, *codes: str | None) -> bool:
        """Return whether the article names one of the sides ``codes``."""
        return any(code in self._registry.named or code in self._told_apart() for code in codes)

    def _is_expected(self, match: ActorMatch) -> bool:
        """Return whether the name of a land, a body or the like stands where one is expected."""
        before = self.words[match.first - 1] if match.first else None
        if before is None:
            return self.in_office or acts(self.words, match, self.end)
        # "she criticised": of a country, whose names are feminine.
        country = match.entry.kind == "country"
        told = country and not before.nouns and any(a.gender == "f" for a in before.verbs)
        told = told or (country and (self._is_listed(match) or disagrees(before, match)))
        if match.entry.entity in {COALITION, _OCCUPIER} and _strikes(before):
            return True
        if match.entry.entity == _OCCUPIER:
            told = before.has("agent", "complementizer") or self.actor(match.first - 1) is not None
        return self.in_office or told or before.has("preposition", "place")

    def _is_listed(self, match: ActorMatch) -> bool:
        """Return whether و joins the name of another country to a name: Algeria and Mali."""
        before = self.actor(match.first - 1) if "و" in match.proclitics else None
        if before is not None and before.entry.kind == "country":
            return True
        behind = self.actor(match.last) if match.last < self.end else None
        return behind is not None and behind.proclitics == "و" and behind.entry.kind == "country"

    def _qualifies_noun(self, at: int) -> bool:
        """Return whether the definite word at ``at`` can be the adjective of a noun before it."""
        before = self.words[at - 1] if at > 0 else None
        if before is None or not (self.words[at].definite and before.definite):
            return False
        return bool(before.nouns) and not (before.begins_office or before.has("honorific"))


def _strikes(word: Word) -> bool:
    """Return whether ``word`` tells force, whose doer follows: the coalition bombed."""
    return any(
        frame.event_type in _BY_FORCE
        for _, frames in (*word.verb_frames, *word.noun_frames)
        for frame in frames
    )
