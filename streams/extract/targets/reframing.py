"""The frame that the sides of an act show it to be: words for an attack, aid for a welcome."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from schemas.event import EventType
from streams.extract.clauses.groups import is_act
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.addressees import warns_of_own
from streams.extract.targets.met_before import MEETINGS
from streams.extract.targets.readied import readied
from streams.extract.targets.roles import Filled
from streams.extract.words.function_words import WITHIN_IT
from streams.lexicon.triggers import Frame

_VERBAL_ATTACKS = frozenset({"هاجم", "هجم"})
"""Lemmas of attacks that are made with words as often as with arms."""
_PARTY = "PTY"
_CIVIL = frozenset({"GOV", "LEG", "MED", "REL", "EDU", "JUD", "BUS"})
_TEXTS = frozenset({"بيان", "خطاب", "مقال", "تصريح", "تغريد", "تدوين", "كلم", "رسال", "تقرير"})
"""Nouns of texts, without the ending."""
_SPEAKING = frozenset({"وزير", "وزيره", "متحدث", "متحدثه", "ناطق", "رييس", "رييسه", "زعيم"})
"""Heads of offices, of forces and parties too, whose holders attack with words."""
_TAKE_IN = "استضاف"
"""Lemma of the verb for hosting guests, and people in need."""
_GOING_ON = frozenset({"استمرار", "باستمرار", "مواصله", "بمواصله"})
"""Nouns before aid that is to be given on, which is a promise."""
_ASKED = frozenset({"demand", "proposal", "plan", "invitation", "condition", "pressure", "bill",
                    "mediation", "truce", "settlement", "deal", "talks", "meeting",
                    "contact"})  # fmt: skip
"""Classes of what another asks for."""
_OFFICE = frozenset({"GOV", "LEG"})
_BILL = "bill"

_ATTACKS = ("attack", "came-under", "target")
_HELP = frozenset({"support", "protection", "training", "aid", "relief"})
"""Classes of the nouns that say for what troops are sent where they come to help."""
_REPEL = "repel"
_ARMS = "072"
MOST_PARTIES = 3
"""Parties of which each meets each (codebook)."""
_Shows = Callable[[Attempt, Filled], bool]
_ORDERS = frozenset({"قرارا", "امرا", "قرار", "امر", "تعليمات"})
"""Words before "to hold somebody" that make it an order; a verdict sentences him."""


def reframed(attempt: Attempt, filled: Filled) -> Frame:
    """Return the frame that the sides show: words for an attack, blame for a refused conduct."""
    frame = attempt.frame
    shown = next((shown for holds, shown in _SHOWN if holds(attempt, filled)), None)
    shown = shown or readied(attempt)
    if shown is None and frame.id.startswith(_REPEL):
        return replace(frame, mutual=True)  # whom one drives back has attacked
    if shown is None:
        return replace(frame, mutual=False) if _hosts_many(frame, filled) else frame
    name, event_type, cameo = shown
    return replace(
        frame, id=name or frame.id, event_type=event_type, cameo=cameo, mode=None, mutual=False
    )


def _hosts_many(frame: Frame, filled: Filled) -> bool:
    """Return whether a meeting is held with so many that each meets only the host."""
    if frame.event_type != "CONSULT" or frame.complement not in MEETINGS:
        return False
    return len({p.code for p in filled.group if p.code}) >= MOST_PARTIES


def _is_to_go_on(attempt: Attempt, _: Filled) -> bool:
    """Return whether aid is told that is to be given on: the continuation of giving support."""
    frame, keys = attempt.frame, attempt.passage.keys
    if frame.event_type == "AID":
        return keys[attempt.at - 1] in _GOING_ON
    if frame.complement != "support" or attempt.complement is None:
        return False
    return keys[attempt.complement - 1] == "تقديم" and keys[attempt.complement - 2] in _GOING_ON


def as_shared(frame: Frame) -> Frame:
    """Return the frame of an act that several do with each other: exercises of two are joint."""
    if frame.cameo == "150":
        frame = replace(frame, event_type="COOPERATE", cameo="062", mode=None)
    return replace(frame, mutual=True)


def _refuses_demand(attempt: Attempt, _: Filled) -> bool:
    """Return whether what is refused was asked for or put forward by another."""
    at, words = attempt.complement, attempt.passage.words
    if attempt.frame.complement != "refusal" or at is None:
        return False
    return any(w.noun_classes & _ASKED for w in words[at + 1 : at + 3])


def _orders_custody(attempt: Attempt, _: Filled) -> bool:
    """Return whether somebody is to be held by an order, without a verdict."""
    at = attempt.complement
    if attempt.frame.lemma != "أصدر" or attempt.frame.complement != "detention" or at is None:
        return False
    return attempt.passage.keys[at - 1] in _ORDERS


def _warns_of_own(attempt: Attempt, _: Filled) -> bool:
    """Return whether a warner says what he will do himself."""
    return attempt.frame.id == "warn-ask" and warns_of_own(attempt)


def _leaves_body(attempt: Attempt, filled: Filled) -> bool:
    """Return whether one withdraws from an international body: its membership, no troops."""
    if attempt.frame.id != "withdraw":
        return False
    first = filled.group[0] if filled.group else None
    return first is not None and (first.entity or "").startswith("body:") and not first.role


def _is_verbal(attempt: Attempt, filled: Filled) -> bool:
    """Return whether an attack is made with words: by a politician, on one or with هاجم."""
    frame, source = attempt.frame, attempt.sources[0]
    if frame.event_type != "ASSAULT" or not frame.id.startswith("attack"):
        return False
    if frame.lemma in _VERBAL_ATTACKS and _is_in_words(attempt):
        return True
    speaks = source.sector in _CIVIL or source.head in _SPEAKING
    office = speaks and (source.person is not None or source.role)
    if not (office or source.sector == _PARTY):
        return False
    on_office = bool(filled.group) and all(
        p.person or (p.role and p.sector in _OFFICE) for p in filled.group
    )
    return on_office or _is_sharp(attempt) or frame.lemma in _VERBAL_ATTACKS


def _is_in_words(attempt: Attempt) -> bool:
    """Return whether an attack is made in a text named before it: a statement in which."""
    keys, at = attempt.passage.keys, attempt.at
    if at - 1 < attempt.passage.first or WITHIN_IT.isdisjoint(keys[at + 1 : at + 2]):
        return False
    return keys[at - 1].removesuffix("ا").removesuffix("ه") in _TEXTS


def _is_sharp(attempt: Attempt) -> bool:
    """Return whether the attack is called sharp or biting, as words are."""
    at = attempt.complement
    return at is not None and any(w.has("sharp") for w in attempt.passage.words[at + 1 : at + 3])


def _is_cyber(attempt: Attempt, _: Filled) -> bool:
    """Return whether an attack is one on networks: the noun of it says so."""
    at = attempt.at if attempt.head.form != "verb" else attempt.complement
    if at is None or not attempt.frame.id.startswith(_ATTACKS):
        return False
    return any(w.has("cyber") for w in attempt.passage.words[at + 1 : at + 3])


def _blames_conduct(attempt: Attempt, filled: Filled) -> bool:
    """Return whether what is refused is not asked for by anybody: a conduct, so that it is blamed.

    Its owner is the target, found beside a noun of no actor (the codebook's rule for refusing
    another's interference).
    """
    frame = attempt.frame
    if frame.event_type != "REJECT" or frame.complement:
        return False
    if filled.role != "object":
        return filled.role == "so-called"
    if not attempt.arguments.objects:
        return True
    first = attempt.arguments.objects[0][0]
    if _BILL in attempt.passage.words[first.first].noun_classes and _sits(attempt):
        return False
    named = first.code is not None and not first.generic
    return not named and not is_act(attempt.passage, first.first)


def _sits(attempt: Attempt) -> bool:
    """Return whether a parliament acts, which rejects a bill and does not blame it."""
    return all(p.sector == "LEG" for p in attempt.sources)


def _expels_rebels(attempt: Attempt, filled: Filled) -> bool:
    """Return whether it is rebels that are driven out: by arms."""
    rebels = bool(filled.group) and all(p.sector == "REB" for p in filled.group)
    return attempt.frame.id == "expel" and rebels


def _evicts(attempt: Attempt, _: Filled) -> bool:
    """Return whether it is the police that clear a place: of those who live there."""
    return attempt.frame.id.startswith("retreat") and all(
        p.sector == "COP" for p in attempt.sources
    )


def _is_fought_for(attempt: Attempt, filled: Filled) -> bool:
    """Return whether a place is stormed by rebels or taken from them: by arms."""
    sides = (*attempt.sources, *filled.group)
    return attempt.frame.id == "storm" and any(p.sector == "REB" for p in sides)


def _comes_to_help(attempt: Attempt, filled: Filled) -> bool:
    """Return whether troops are sent to another to help it: to support its forces, to train."""
    words = attempt.passage.words[attempt.at + 1 : attempt.arguments.end]
    if not attempt.frame.id.startswith("reinforce") or not filled.group:
        return False
    if any(w.key == "السلام" and before.key.endswith("حفظ") for before, w in pairwise(words)):
        return True
    return any(w.clitic == "ل" and w.noun_classes & _HELP for w in words)


def _lets_forces_in(attempt: Attempt, filled: Filled) -> bool:
    """Return whether it is another's forces that are given leave: to use a base, the airspace."""
    forces = bool(filled.group) and all(p.sector == "MIL" for p in filled.group)
    return forces and attempt.frame.id.startswith("access")


def _seeks_abroad(attempt: Attempt, filled: Filled) -> bool:
    """Return whether a warrant is for those of another land: a political step, no arrest."""
    own = {p.code for p in attempt.sources}
    return attempt.frame.id.startswith("warrant") and any(p.code not in own for p in filled.group)


def _invites(attempt: Attempt, filled: Filled) -> bool:
    """Return whether somebody is called to a town: invited there."""
    if attempt.frame.id != "call" or filled.role != "object" or not filled.group:
        return False
    passage, first = attempt.passage, filled.group[-1].last
    return any(
        p.town and p.preposition == "الي" and passage.keys[p.first - 1] == "الي"
        for p in passage.between(first, attempt.arguments.end)
    )


def _takes_in(attempt: Attempt, filled: Filled) -> bool:
    """Return whether plain people are hosted, who are in need."""
    people = bool(filled.group) and all(p.sector == "CVL" for p in filled.group)
    referred = attempt.head.analysis.enclitic != ""
    return attempt.frame.lemma == _TAKE_IN and people and not referred


def _trains_people(attempt: Attempt, filled: Filled) -> bool:
    """Return whether private people are trained, which helps them and no state that they are of."""
    people = bool(filled.group) and filled.group[0].sector == "CVL"
    return people and attempt.frame.id.startswith("train")


def _backs(attempt: Attempt, _: Filled) -> bool:
    """Return whether it is one's own support that is given: a stand, no goods."""
    at = attempt.complement
    if at is None or attempt.frame.complement != "support":
        return False
    if not attempt.frame.id.startswith("give-support"):
        return False
    words = attempt.passage.words
    material = any("material" in w.noun_classes for w in words[at + 1 : at + 3])
    return any(a.enclitic for a in words[at].nouns) and not material


def _are_sold(attempt: Attempt, _: Filled) -> bool:
    """Return whether arms change hands by a deal: they are sold, no aid."""
    passage = attempt.passage
    if attempt.frame.cameo != _ARMS:
        return False
    return any(not passage.is_verb(at) for at in passage.places_of("deal"))


_SHOWN: Final[tuple[tuple[_Shows, tuple[str, EventType, str]], ...]] = (
    (_is_verbal, ("criticise", "ACCUSE", "111")),
    (_is_cyber, ("hack", "COERCE", "170")),
    (_expels_rebels, ("", "ASSAULT", "190")),
    (_seeks_abroad, ("", "SANCTION", "173")),
    (_evicts, ("evict", "COERCE", "174")),
    (_is_fought_for, ("", "ASSAULT", "190")),
    (_comes_to_help, ("help-send", "COOPERATE", "062")),
    (_invites, ("invite", "AGREE", "036")),
    (_are_sold, ("trade", "COOPERATE", "062")),
    (_lets_forces_in, ("help-base", "COOPERATE", "062")),
    (_backs, ("support", "SUPPORT", "051")),
    (_trains_people, ("", "AID", "072")),
    (_takes_in, ("aid-refugees", "AID", "075")),
    (_is_to_go_on, ("pledge-aid", "AGREE", "033")),
    (_orders_custody, ("arrest", "COERCE", "173")),
    (_refuses_demand, ("refuse-demand", "REJECT", "120")),
    (_warns_of_own, ("threaten", "THREATEN", "130")),
    (_blames_conduct, ("object", "ACCUSE", "110")),
    (_leaves_body, ("quit-membership", "SANCTION", "160")),
)
"""What the sides show -> name of the sense, type and code; the first that holds."""
