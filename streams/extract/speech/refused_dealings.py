"""Refusals to deal with another that no verb tells: that talks with Chad are impossible."""

from collections.abc import Iterator
from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase, is_other_side
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import prepositional
from streams.extract.reporting.reported import Scopes
from streams.extract.reporting.ruled_out import is_ruled_out
from streams.extract.speech.blame import involved

PARTNER_SPAN = 10
"""Words between the talks and with whom they would be."""
_ACCEPTING = frozenset({"قبول", "القبول", "قبوله", "قبولها", "الموافقه", "تقبل", "الرضوخ",
                        "الاذعان", "التسليم"})  # fmt: skip
"""What cannot be done with terms that are refused: accepting them, agreeing, yielding to them."""
_DEALINGS = ("talks", "meeting", "peace", "cooperation", "contact", "settlement", "truce")


def refusals_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody rules out to deal with another: place, speaker, with whom."""
    for at in sorted({at for name in _DEALINGS for at in passage.places_of(name)}):
        speaker = scopes.voice(at)
        if speaker is None or not is_ruled_out(passage, at):
            continue
        with_whom = prepositional(passage, at + 1, min(passage.last, at + PARTNER_SPAN), "مع")
        with_whom = with_whom or _rebels_behind(passage, at)
        group = [p for p in (_placed(p, speaker) for p in with_whom) if is_other_side(p, speaker)]
        if group:
            yield at, speaker, group


def terms_refused(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody says that another's terms cannot be accepted: place, speaker, whose."""
    if _ACCEPTING.isdisjoint(passage.spelt):
        return  # most sentences
    for at in range(passage.first, passage.last - 1):
        if passage.keys[at] not in _ACCEPTING or not is_ruled_out(passage, at):
            continue
        speaker = scopes.voice(at)
        thing = at + 1 if passage.words[at + 1].has("content") else at + 2
        if speaker is None or thing >= passage.last:
            continue
        group = involved(passage, thing, blamed=False, near=True)
        if group and is_other_side(group[0], speaker):
            yield at, speaker, group


def _rebels_behind(passage: Passage, at: int) -> Group:
    """Return rebels of no land named, with whom the talks at ``at`` would be."""
    behind = passage.between(at + 1, min(passage.last, at + PARTNER_SPAN))
    return [p for p in behind if p.preposition == "مع" and p.sector == "REB"][:1]


def _placed(phrase: NounPhrase, speaker: NounPhrase) -> NounPhrase:
    """Return rebels of no land, or of a people of several lands, as those of the speaker's."""
    of_people = (phrase.entity or "").startswith("demonym:") and "-" in (phrase.entity or "")
    if phrase.sector != "REB" or speaker.sector == "REB" or (phrase.code and not of_people):
        return phrase
    return replace(phrase, kind=Kind.ACTOR, code=speaker.code)
