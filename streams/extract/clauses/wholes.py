"""Of whose forces or of which body a part acts: a patrol of the army, the council of the union."""

from streams.extract.actors.phrases import FORCES, NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.words.word import bare

_PARTS = frozenset({"قوه", "دوريه", "مجموعه", "عناصر", "وحده", "وحدات", "فرقه", "مفرزه", "افراد"})
"""Nouns of a part of some forces."""
_OF_FORCES = frozenset(
    {"دوريتان", "دوريتين", "دوريات", "وحدتان", "وحدتين", "فرق", "فريق", "كتيبه", "كتايب", "رتل",
     "ارتال", "سريه", "سرايا", "سرب", "سفينه", "سفينتان", "سفينتين", "سفن", "زورق", "زورقان",
     "زورقين", "زوارق", "قارب", "قاربان", "قوارب", "طايره", "طايرتان", "طايرتين", "طايرات",
     "مروحيه", "مروحيتان", "مروحيات", "مقاتلتان", "قطع", "حشود", "جنديان", "جنود"}
)  # fmt: skip
"""Nouns that are a part of forces only where these are named behind them: two boats of."""

_BOARDS = frozenset(
    {"لجنه", "هييه", "مجلس", "مكتب", "اداره", "امانه", "جناح", "كتله", "دايره", "قسم", "فرع",
     "غرفه", "مديريه", "مفوضيه", "سكرتاريه"}
)  # fmt: skip
"""Nouns of a part of some body."""
_TIED = frozenset({"ل", "ب"})


def is_whole(passage: Passage, at: int, whole: NounPhrase) -> bool:
    """Return whether the noun at ``at`` is a part of the forces right behind it: units of."""
    part = bare(passage.keys[at]) in _PARTS and not passage.words[at].definite
    return part and whole.first == at + 1 and whole.genitive and whole.sector in FORCES


def parent(passage: Passage, at: int, place: int) -> NounPhrase | None:
    """Return the forces or the body of which a part acts: a patrol of the army."""
    part = bare(passage.keys[at])
    if place != at + 1 or passage.keys[place] != "من" or part not in _PARTS | _OF_FORCES:
        return None
    whole = passage.covered.get(place + 1)
    if whole is None or whole.first != place + 1 or whole.code is None:
        return None
    if part in _OF_FORCES and not (whole.role and whole.sector in FORCES):
        return None
    return whole if whole.role or whole.entity else None


def owner(passage: Passage, at: int) -> NounPhrase | None:
    """Return the body that the word of belonging at ``at`` names: the council (belonging) to."""
    body = passage.covered.get(at + 1) if "member" in passage.words[at].classes else None
    if body is None or body.first != at + 1:
        return None
    named = body.code is not None and body.preposition == "ل"
    tied = body.preposition == "ب" and (body.entity or "").startswith("group:")
    return body if tied or (named and (body.role or body.entity)) else None


def seat(passage: Passage, at: int, end: int) -> NounPhrase | None:
    """Return the body that the committee or board at ``at`` is one of: of, in the parliament."""
    if bare(passage.keys[at]) not in _BOARDS:
        return None
    place = at + 1
    while place < end - 1 and place not in passage.covered and passage.words[place].content:
        place += 1
    apart = passage.keys[place : place + 1] in (["في"], ["ضمن"])
    body = passage.covered.get(place + apart)
    if body is None or body.first != place + apart or body.code is None:
        return None
    named = body.role or (body.entity or "").startswith(("body:", "group:", "metonym:"))
    return body if named and (apart or body.preposition in _TIED) else None


def explained(phrase: NounPhrase, office: NounPhrase) -> tuple[NounPhrase, int]:
    """Make a name the side of the office that explains it; return it and where it ends."""
    phrase.kind, phrase.code, phrase.sector = office.kind, office.code, office.sector
    phrase.entity, phrase.name, phrase.role = office.entity, office.name, True
    phrase.gender, phrase.post, phrase.last = office.gender, office.post, office.last
    return phrase, office.last


def part_of(passage: Passage, phrase: NounPhrase, whole: NounPhrase) -> tuple[NounPhrase, int]:
    """Make a part of a body act for it in its own gender; return it and where it ends."""
    several = any(a.number in {"d", "p"} for a in passage.words[phrase.first].nouns)
    several = several or passage.keys[phrase.first].endswith(("تان", "تين"))
    gender = None if several else phrase.gender
    phrase, last = explained(phrase, whole)
    phrase.gender = gender
    return phrase, last
