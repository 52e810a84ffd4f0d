"""Which state leads "the coalition", and acts as it (codebook)."""

from streams.extract.actors.matching import Matcher
from streams.extract.actors.phrases import NounPhrase
from streams.extract.actors.registry import Registry

_LEADERS = frozenset({"SAU", "USA"})
"""Leaders of the coalitions that news calls so without more: in Yemen, against ISIS."""
_LED_BY = frozenset({"بقياده", "تقوده", "الذي", "العسكري", "الدولي", "العربي"})
"""Words between a coalition and the name of its leader."""


def leader_of(matcher: Matcher, registry: Registry, phrase: NounPhrase) -> str | None:
    """Return the code of "the coalition" in ``phrase``: its leader's, as the words behind it say.

    Without them the Arab one is led by Saudi Arabia, and any in the war on ISIS by the United
    States.
    """
    at = phrase.last
    while at < matcher.end and matcher.keys[at] in _LED_BY:
        at += 1
    led = matcher.actor(at) if at > phrase.last and at < matcher.end else None
    if led is not None and led.entry.code in _LEADERS:
        return led.entry.code
    named = "العربي" in matcher.keys[phrase.first : phrase.last]
    return "USA" if not named and registry.fights_isis() else phrase.code
