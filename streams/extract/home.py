"""The other side at home: people and offices of no named nation whom their own state acts upon.

"The police arrested ten persons", "deputies criticised the minister of finance": the text leaves
out the country because it is that of the actor.
"""

from streams.extract.attempt import Attempt
from streams.extract.phrases import Kind, NounPhrase
from streams.extract.registry import BODIES
from streams.extract.relations import fold_preposition

_PEOPLE = frozenset({"persons", "prisoner", "protesters"})
_AUTHORITY = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG", None})
HOME_SPAN = 8
"""Words after an arrest in which whom it hits is told."""
_POLITICAL = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "MED", "MIL", "NGO"})
"""Sectors of those on whom a verdict is politics; one on other people is crime."""
_PUBLIC = frozenset({"LEG", "OPP", "PTY", "CVL", "JUD", "COP", "MED", "REL", "EDU", "NGO"})
"""Sectors of who speaks to the institutions of the own state without naming it."""
_INSTITUTIONS = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "MIL", "COP"})
_BLAME = "ACCUSE"


def at_home(attempt: Attempt) -> NounPhrase | None:
    """Return people or an office of no nation as of the actor's own state; None where not told."""
    if attempt.sources[0].code in BODIES:
        return None
    if attempt.frame.event_type == _BLAME and not attempt.frame.domestic:
        return _institution(attempt)
    if attempt.frame.domestic and attempt.sources[0].sector in _AUTHORITY:
        return _people(attempt)
    return None


def _institution(attempt: Attempt) -> NounPhrase | None:
    """Return the office or body that is blamed, in the place where the frame has its target."""
    first = attempt.sources[0]
    if first.sector not in _PUBLIC:
        return None
    wanted = _governors(attempt)
    for phrase in attempt.passage.between(attempt.at + 1, attempt.arguments.end):
        if phrase.first < attempt.arguments.object_at:
            continue
        if phrase.code is not None and phrase.code != first.code:
            return None
        if phrase.kind is not Kind.UNKNOWN or not phrase.role or phrase.preposition not in wanted:
            continue
        if phrase.sector in _INSTITUTIONS:
            return _own(phrase, first.code)
    return None


def _governors(attempt: Attempt) -> frozenset[str | None]:
    """Return the prepositions that the frame has before its target, None for an object."""
    found: set[str | None] = set()
    for role in attempt.frame.roles:
        before, marked, preposition = role.rpartition("prep:")
        if marked:
            found.add(fold_preposition(preposition))
        elif before == "" and role == "object":
            found.add(None)
    return frozenset(found)


def _own(phrase: NounPhrase, code: str | None) -> NounPhrase:
    return NounPhrase(
        phrase.first, phrase.last, Kind.ACTOR, code, phrase.sector or "CVL", name=phrase.name
    )


def _people(attempt: Attempt) -> NounPhrase | None:
    """Return whom an authority arrests or frees, of the nation of the place where it does."""
    passage, first = attempt.passage, attempt.sources[0]
    convicts = attempt.frame.event_type == "SANCTION"
    for at in range(attempt.at + 1, min(attempt.arguments.end, attempt.at + HOME_SPAN)):
        phrase = passage.covered.get(at)
        if phrase is None:
            if not convicts and passage.words[at].noun_classes & _PEOPLE:
                return NounPhrase(at, at + 1, Kind.ACTOR, first.code, "CVL", name=passage.texts[at])
            continue
        if phrase is first or phrase.first != at:
            continue
        if phrase.code is not None:
            return None
        if not (phrase.kind is Kind.UNKNOWN and phrase.role):
            continue
        return _own(phrase, first.code) if not convicts or phrase.sector in _POLITICAL else None
    return None
