"""Whose armed men or planes are: belonging to the coalition, loyal to the government of."""

from collections.abc import Sequence

from streams.extract.actors.draft import Draft
from streams.extract.actors.matching import Matcher
from streams.extract.actors.phrases import OF_STATE, RIVALS, Kind, NounPhrase
from streams.extract.actors.registry import Registry
from streams.extract.words.offices import Office
from streams.extract.words.word import Word, bare

OPPOSING = frozenset({"معارضه", "متمردين", "متمردون", "انفصاليين", "انفصاليون", "ثوار"})
"""Heads of phrases that say whom they fight, their own state, but not which state."""
SUSPECTED = frozenset({"يعتقد", "يشتبه", "يرجح", "يظن", "يزعم"})
"""Verbs of nobody in particular that say of which group armed men are believed to be."""
_BELONGING = frozenset(
    {"انتمايهم", "بانتمايهم", "انتماوهم", "انتمايه", "بانتمايه", "صلتهم", "بصلتهم", "ارتباطهم",
     "بارتباطهم", "ولايهم", "ينتمون", "عناصر", "مسلحي", "مقاتلي", "اعضاء", "جماعه", "حركه"}
)  # fmt: skip
"""Words between such a verb and the group."""
SUSPECTED_SPAN = 7
"""Words behind such a verb in which the group is named."""
_MODEL = frozenset({"طراز", "نوع"})
MODEL_SPAN = 8
"""Words of the model of a plane or a ship, of letters and numbers."""
_FORCES = OF_STATE - {"GOV"}
"""Sectors whose spokesman is one of them: the spokeswoman of the police."""
_APART = frozenset({"الي", "علي"})
"""Prepositions of such a word that are written apart from whom they govern."""


def behind_model(words: Sequence[Word], at: int, end: int) -> int:
    """Return where whose it is is told behind the model of a plane at ``at``, else ``at``."""
    if at + 1 >= end or words[at].key != "من" or words[at + 1].key not in _MODEL:
        return at  # most words
    behind = range(at + 2, min(end, at + MODEL_SPAN))
    return next((place for place in behind if words[place].has("member")), at)


def take_member(  # noqa: PLR0911
    matcher: Matcher, registry: Registry, draft: Draft, at: int
) -> bool:
    """Take the word of belonging at ``at`` and whom it names into ``draft``.

    Returns whether the phrase may go on. Those loyal to a country are not its own, so that only
    bodies, groups and offices count.
    """
    if draft.role is None or draft.code is not None or at + 2 >= matcher.end:
        return False
    if matcher.keys[at] in SUSPECTED:
        return _take_suspected(matcher, draft, at)
    apart = matcher.keys[at + 1] in _APART
    behind = at + 2 if apart else at + 1
    role, match = matcher.role(behind), matcher.actor(behind)
    if role is not None and (match is None or role.last >= match.last):
        if not apart and role.proclitics != "ل":
            return False
        told = matcher.actor(role.last) if role.last < matcher.end else None
        own = told is None or told.entry.kind != "adjective"  # of the army, of the Malian army
        known = registry.by_head(bare(matcher.keys[behind])) if own else None
        if known is not None and role.last == behind + 1:
            draft.meant = known.code
        draft.roles.append(role)
        draft.last = role.last
        return draft.last < matcher.end
    if match is None or not (apart or match.proclitics == "ل"):
        return False
    if match.entry.kind not in {"group", "body", "metonym"}:
        return False
    draft.country, draft.country_first, draft.last = match.entry, match.first, match.last
    return draft.last < matcher.end


def _take_suspected(matcher: Matcher, draft: Draft, at: int) -> bool:
    """Take "believed to be of" at ``at`` and the group behind it into ``draft``.

    Returns whether the phrase may go on: gunmen believed to belong to a movement are its men.
    """
    if draft.role is None or draft.role.entry.sector != "REB":
        return False
    for place in range(at + 1, min(matcher.end, at + SUSPECTED_SPAN)):
        match = matcher.actor(place)
        if match is not None:
            if match.entry.kind != "group":
                return False
            draft.country, draft.country_first, draft.last = match.entry, match.first, match.last
            return draft.last < matcher.end
        word = matcher.words[place]
        if not (word.has("preposition", "complementizer", "member") or word.key in _BELONGING):
            return False
    return False


def shares_country(before: NounPhrase, phrase: NounPhrase, words: Sequence[Word]) -> bool:
    """Return whether two are of one land that the second names: the government and people of Chad.

    So rebels are joined to the state that they fight.
    """
    if not (before.role and phrase.joined and before.last == phrase.first):
        return False
    if before.person is not None or phrase.person is not None:
        return False  # Putin and his Chinese counterpart
    rival = before.kind is Kind.UNKNOWN and before.sector in RIVALS
    if rival and phrase.kind is Kind.ACTOR and phrase.sector in OF_STATE:
        return True  # the rebels and the Ugandan government
    if not phrase.role or before.last > before.first + 1 or phrase.last == phrase.first + 1:
        return False
    return phrase.kind is Kind.ACTOR and not words[before.first].definite


def opposes(phrase: NounPhrase, before: NounPhrase | None) -> bool:
    """Return whether an opposition without a country is that of the actor it is joined to."""
    if phrase.code is not None or not phrase.joined or phrase.sector not in {"OPP", "REB"}:
        return False
    joined = before is not None and before.last == phrase.first and before.kind is Kind.ACTOR
    return joined and phrase.head in OPPOSING


def is_crowd(office: Office) -> bool:
    """Return whether an office is no office but the many: fighters are not "the rebels" later."""
    return office.plural and office.sector == "REB"


def spoken_for(draft: Draft) -> str | None:
    """Return the sector of an office: of the movement or force that it speaks for or commands."""
    sector = draft.role.entry.sector if draft.role is not None else None
    group = draft.country if draft.country is not None and draft.country.kind == "group" else None
    if sector == "MIL" and group is not None and group.sector in RIVALS:
        return group.sector  # the forces of rebels are rebels
    if sector == "REB" and len(draft.roles) > 1 and draft.roles[1].entry.sector in _FORCES:
        return draft.roles[1].entry.sector  # fighters of the army, men of the gendarmerie
    if sector not in {None, "GOV", "PTY"}:
        return sector
    if group is not None:
        return group.sector or sector
    inner = [role.entry.sector for role in draft.roles[1:]]
    if draft.role is not None and (draft.role.entry.links or not draft.role.entry.personal):
        return next((s for s in inner if s in RIVALS or s in _FORCES), sector)
    return next((s for s in inner if s in RIVALS), sector)
