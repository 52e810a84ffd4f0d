"""On whom a demand falls that addresses nobody: who does what it would end, who holds whom.

"Called for an end to the Syrian raids" asks Syria, as does "for the release of those held in".
"""

from dataclasses import replace

from streams.extract.actors.phrases import FORCES, RIVALS, Kind, NounPhrase
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.speech.blame import involved
from streams.extract.speech.demands import ENDS
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import FREEING, Discourse

_ENDING = frozenset({"halt", "withdrawal", "lifting", "calm"})
"""Classes of acts that end what somebody does."""
_ENDED = frozenset(
    {"attack", "raid", "bombing", "killing", "crime", "violation", "occupation", "invasion",
     "interference", "incursion", "blockade", "misdeed", "violence", "provocation", "escalation",
     "demolition", "repression", "massacre", "threat", "troops", "settling",
     "sanctions", "restrictions", "deal", "weapons", "supplies", "drill", "test"}
)  # fmt: skip
"""Classes of what is ended: misdeeds, the presence of troops, sanctions, what is sold."""
_AT_ONCE = frozenset({"فوري", "عاجل", "شامل", "دايم", "كامل", "نهايي", "تام"})
"""Adjectives between an end that is demanded and of what it is: a prompt end of."""
_REMOVAL = frozenset({"withdrawal", "departure"})
"""Classes of acts by which forces go home."""
_INQUIRY = frozenset({"investigation"})
_DEALING = frozenset({"محاسبه", "معاقبه", "التعامل", "التهاون", "التساهل", "التصدي"})
"""Nouns of what is done about a crime: holding to account, not letting it pass."""
_HOLDERS = frozenset({"لدي", "في", "ب", "داخل"})
"""Prepositions of who holds a prisoner, and where."""
_APART = frozenset({"من", "في"})
ANSWER_SPAN = 8
"""Words between "hold to account", "an inquiry into" and the crime meant."""
HELD_SPAN = 10
"""Words between a release and who is held, and from there to where."""


def implied(attempt: Attempt, start: int) -> Group:
    """Return on whom what is demanded at ``start`` falls; empty where its words tell nobody."""
    passage, own = attempt.passage, attempt.sources[0].code
    found = _ended(passage, start)
    if not found and not any(g[0].first < start for g in attempt.arguments.objects):
        found = _removed(passage, start) or _answerable(passage, start) or _holder(passage, start)
    return [p for p in found if p.code not in {None, own}]


def captor(attempt: Attempt, discourse: Discourse) -> Group:
    """Return who held those whose release is demanded of nobody, as was told before."""
    frame, source = attempt.frame, attempt.sources[0]
    if frame.event_type != "REQUEST" or frame.complement not in FREEING:
        return []  # most demands
    if any(group[0].code is not None for group in attempt.arguments.objects):
        return []
    return discourse.captors(source.code)[:1]


def _ended(passage: Passage, at: int) -> Group:
    """Return whose misdeeds the act demanded would end: a halt to the Syrian raids."""
    word, following = passage.words[at], passage.word(at + 1)
    if following is not None and following.key in _AT_ONCE:
        at, following = at + 1, passage.word(at + 2)
    if following is None or not (word.key in ENDS or word.noun_classes & _ENDING):
        return []
    if not following.noun_classes & _ENDED:
        return []
    phrase = passage.covered.get(at + 1)
    if phrase is None:
        return involved(passage, at + 1, blamed=True, near=True)
    return [phrase] if "occupation" in following.noun_classes and phrase.code else []


def _removed(passage: Passage, at: int) -> Group:
    """Return whose forces shall leave: the withdrawal of the American troops."""
    forces = passage.covered.get(at + 1)
    if forces is None or not passage.words[at].noun_classes & _REMOVAL:
        return []
    armed = forces.kind is Kind.ACTOR and forces.sector in FORCES | RIVALS
    if not _APART.isdisjoint(passage.keys[forces.first : forces.last]):
        return []  # the troops in, from: whose they are is not told
    return group_at(passage, forces) if armed and forces.preposition is None else []


def _answerable(passage: Passage, at: int) -> Group:
    """Return whose crimes shall not pass: an inquiry into the raids that X made."""
    if passage.words[at].key in ENDS:
        at += 1
    word = passage.word(at)
    if word is None:
        return []  # the text breaks off: called for an end to
    if word.key not in _DEALING and not word.noun_classes & _INQUIRY:
        return []
    for place in range(at + 1, min(passage.last, at + ANSWER_SPAN)):
        if place not in passage.covered and passage.words[place].noun_classes & _ENDED:
            return involved(passage, place, blamed=True, near=True)
    return []


def _holder(passage: Passage, at: int) -> Group:
    """Return who holds those whose release is demanded, told by his name or his land."""
    act = passage.words[at : min(passage.last, at + 2)]  # the freeing, the setting free
    if all(word.noun_classes.isdisjoint(FREEING) for word in act):
        return []
    end = min(passage.last, at + HELD_SPAN)
    for place in range(at + 1, end):
        if "prisoner" in passage.words[place].noun_classes:
            return _where_held(passage, place)
        if place in passage.heads and passage.is_verb(place):
            return _holds(passage, place)
    return []


def _holds(passage: Passage, at: int) -> Group:
    """Return who is told to hold them by the verb at ``at`` of a relative clause: that X holds."""
    verb, holder = passage.heads[at], passage.covered.get(at + 1)
    if holder is None or holder.code is None or not verb.analysis.enclitic:
        return []
    return group_at(passage, holder) if "COERCE" in verb.event_types else []


def _where_held(passage: Passage, at: int) -> Group:
    """Return who holds the prisoner at ``at``: those held by X, in X."""
    named = passage.covered.get(at)
    if named is not None:  # an activist held in Chad; but not the Chadian prisoners
        apart = "في" in passage.keys[at : named.last]
        return [_rulers(named)] if apart and named.code is not None else []
    for phrase in passage.between(at + 1, min(passage.last, at + HELD_SPAN)):
        if phrase.code is not None and phrase.preposition in _HOLDERS:
            return [phrase if phrase.kind is Kind.ACTOR else _rulers(phrase)]
    return []


def _rulers(land: NounPhrase) -> NounPhrase:
    """Return the government of the place ``land``."""
    return replace(land, kind=Kind.ACTOR, sector="GOV")
