"""Where the other side of an act stands: the roles of a frame, resolved in a clause."""

from dataclasses import dataclass

from streams.extract.arguments import Arguments, Group, group_at
from streams.extract.clauses import Head, Passage, opens_clause
from streams.extract.phrases import Kind, NounPhrase
from streams.lexicon.triggers import Frame

COMPLEMENT_SPAN = 12
"""Words after a trigger in which the noun that it demands may stand."""
ADJECTIVE_SPAN = 4
ANTECEDENT_SPAN = 5
"""Words between a noun and the verb of its relative clause."""
STORY_SPAN = 20
"""Words after a crime in which its outcome is told."""
CRIME_SPAN = 4
"""Words of a crime in which its author can stand as a genitive or an adjective."""
FROM_SPAN = 3
"""Words between a thing and whom it comes from; further on, من counts the victims."""
ATTACK_SPAN = 10
"""Words after a strike in which who made it is told."""
NEAR_WORDS = 5
"""Words of a thing that is hit or seized in which its owner stands."""
_NAMED = frozenset({Kind.ACTOR, Kind.ATTRIBUTE, Kind.PLACE})


_FOLDED = {"إلى": "الي", "على": "علي"}
_ALIKE = {"لصالح": "ل", "نحو": "الي", "باتجاه": "الي", "صوب": "الي", "بحق": "ضد"}
"""Prepositions that a frame need not name apart."""
_ADDRESSED = frozenset({"REQUEST", "ACCUSE", "REJECT"})
"""Types that speak to or of somebody: without a target only where the text leaves it open."""
_OBJECT_PRONOUNS = {"اياه": "3ms", "اياها": "3fs", "اياهم": "3mp"}
_PHYSICAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
_INCIDENTS = frozenset({"الحادث", "الحادثه", "التصرف", "القرار", "الخطوه", "الاجراء", "العمل"})
"""Nouns with the article that stand for the act told before."""
_BLAMING = frozenset({"ACCUSE"})
_ABOUT = frozenset({"ACCUSE", "SUPPORT", "REJECT", "ASSAULT", "COERCE", "SANCTION", "RETREAT"})
"""Types whose target may be told by what is its own: its policy, its positions, its crimes."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The phrases found for a role, and the role."""

    group: tuple[NounPhrase, ...]
    role: str


def find_complement(passage: Passage, head: Head, frame: Frame, end: int) -> int | None:
    """Return the token of the noun that ``frame`` demands, or None where it is not there.

    A demanded object is not governed by a preposition; a demanded ``prep:`` noun follows its own.
    """
    _, _, wanted = frame.complement_role.partition(":")
    limit = min(end, head.at + COMPLEMENT_SPAN)
    for at in range(head.at + 1, limit):
        if frame.complement not in passage.words[at].noun_classes:
            continue
        if governing_preposition(passage, at) == (wanted or None):
            return at
    return _antecedent_complement(passage, head, frame) if wanted == "" else None


def _antecedent_complement(passage: Passage, head: Head, frame: Frame) -> int | None:
    """Return the noun before a relative clause whose verb refers to it (the crime that X did)."""
    at = head.at - 1
    if not head.analysis.enclitic or head.form != "verb" or at < passage.first:
        return None
    if not passage.words[at].has("relative") and passage.words[at].definite:
        return None
    for place in range(at, max(passage.first, at - ANTECEDENT_SPAN) - 1, -1):
        if frame.complement in passage.words[place].noun_classes:
            return place
    return None


def governing_preposition(passage: Passage, at: int) -> str | None:
    """Return the folded preposition of the noun at ``at``, attached or just before, else None."""
    word = passage.words[at]
    for analysis in word.nouns:
        if analysis.preposition:
            return analysis.preposition
    before = passage.word(at - 1)
    if before is not None and before.has("preposition"):
        return before.key[1:] if before.conjoined else before.key
    return None


def fill(
    passage: Passage, head: Head, frame: Frame, arguments: Arguments, complement: int | None
) -> Filled | None:
    """Return the first role of ``frame`` that names a side; None where none does."""
    for role in frame.roles:
        if role == "none":
            if frame.event_type in _ADDRESSED:
                continue
            return Filled((), role)
        blamed = frame.event_type in _BLAMING
        if role.startswith("complement"):
            if complement is None:
                continue
            group = _beside(passage, complement, arguments.end, role.partition(".")[2])
            possessor = possessive(passage, complement)
            if not group and role == "complement.genitive" and possessor:
                subject = arguments.subject[0] if arguments.subject else None
                group = referent(passage, head.at, possessor, subject)
        elif role.startswith("prep:"):
            if _pronoun_fills(passage, head, role[5:]):
                continue
            group = prepositional(passage, head.at + 1, arguments.end, role[5:])
            start = region(passage, head.at + 1, arguments.end, role[5:])
            if not group and start is not None and frame.event_type in _ABOUT:
                group = involved(passage, start, blamed=blamed, near=frame.event_type in _PHYSICAL)
        elif role == "object":
            group = _object(passage, head, arguments, consults=frame.event_type == "CONSULT")
            if not group and head.form in {"masdar", "noun"}:
                group = _marked_object(passage, head, arguments)
            if frame.event_type == "REQUEST" and arguments.objects:
                listed = enumerated(passage, arguments.objects[0][0].first, arguments.end)
                group = listed if len(listed) > len(group) else group
            if not group and arguments.objects and frame.event_type in _ABOUT:
                group = involved(
                    passage,
                    arguments.objects[0][0].first,
                    blamed=blamed,
                    near=frame.event_type in _PHYSICAL,
                )
        elif role == "clause":
            group = _clause_subject(passage, arguments.end)
        else:
            group = _beside(passage, head.at, arguments.end, role)
        if group:
            return Filled(tuple(group), role)
    if complement is not None and frame.event_type in _ABOUT - _PHYSICAL:
        blamed = frame.event_type in _BLAMING
        if group := involved(passage, complement + 1, blamed=blamed, near=True):
            return Filled(tuple(group), "complement.about")
    return None


def _pronoun_fills(passage: Passage, head: Head, preposition: str) -> bool:
    """Return whether the verb's preposition carries a pronoun: its noun stands before the verb."""
    wanted = _FOLDED.get(preposition, preposition)
    return any(
        word.has("pronominal") and word.key.startswith(wanted)
        for word in passage.words[head.at + 1 : min(passage.last, head.at + 3)]
    )


def prepositional(passage: Passage, first: int, end: int, preposition: str) -> Group:
    """Return the first actor group in ``[first, end)`` governed by ``preposition``."""
    wanted = _FOLDED.get(preposition, preposition)
    for phrase in passage.between(first, end):
        if _ALIKE.get(phrase.preposition or "", phrase.preposition) == wanted and phrase.kind in {
            Kind.ACTOR,
            Kind.WORLD,
            Kind.PLACE,
        }:
            return _with_repeated(passage, phrase)
        if phrase.kind is Kind.ANAPHOR and phrase.preposition == wanted:
            return [phrase]
    return []


def _marked_object(passage: Passage, head: Head, arguments: Arguments) -> Group:
    """Return the object of an event noun that a preposition marks (criticism of, to, against)."""
    for preposition in ("ل", "إلى", "ضد", "على"):
        if group := prepositional(passage, head.at + 1, arguments.end, preposition):
            return group
    return []


def _with_repeated(passage: Passage, phrase: NounPhrase) -> Group:
    """Return the group of ``phrase`` and those that repeat its preposition (with A and with B)."""
    group = group_at(passage, phrase)
    for following in passage.phrases:
        gap = following.first - group[-1].last
        if not 0 < gap <= 3 or following.preposition != phrase.preposition:
            continue
        if passage.keys[following.first - 1] == f"و{phrase.preposition}":
            group += group_at(passage, following)
    return group


def _object(passage: Passage, head: Head, arguments: Arguments, *, consults: bool) -> Group:
    if arguments.objects and arguments.objects[0][0].kind is not Kind.UNKNOWN and not consults:
        return arguments.objects[0]
    if consults:
        own = arguments.subject[0].code if arguments.subject else None
        for group in arguments.objects:
            if group[0].code not in {None, own}:
                return group
    following = passage.keys[head.at + 1 : head.at + 2]
    if following and following[0] in _OBJECT_PRONOUNS:
        first = arguments.subject[0] if arguments.subject else None
        return referent(passage, head.at, _OBJECT_PRONOUNS[following[0]], first)
    if head.analysis.enclitic and head.form == "verb":
        first = arguments.subject[0] if arguments.subject else None
        return referent(passage, head.at, head.analysis.enclitic, first)
    return []


def referent(passage: Passage, at: int, pronoun: str, other_than: NounPhrase | None) -> Group:
    """Return the latest actor before ``at`` that a pronoun such as ``3fs`` can mean."""
    gender = "f" if "f" in pronoun else "m"
    for phrase in reversed(passage.between(passage.first, at)):
        if phrase.kind is not Kind.ACTOR or phrase.gender not in {gender, None}:
            continue
        if phrase.preposition in _TOPIC or phrase.genitive:
            continue
        if other_than is None or phrase.code != other_than.code:
            return [phrase]
    return []


_TOPIC = frozenset({"بشان", "حول", "في", "من", "بخصوص", "منذ"})
"""Prepositions of what an act is about: hardly what a pronoun after it means."""


def possessive(passage: Passage, at: int) -> str:
    """Return the pronoun on the noun at ``at``, for example ``3ms``, empty where it has none."""
    return next((a.enclitic for a in passage.words[at].nouns if a.enclitic), "")


def _beside(passage: Passage, at: int, end: int, role: str) -> Group:
    """Return the actors beside the noun at ``at``: genitive, adjective, between or a preposition."""
    whole = passage.covered.get(at)
    if whole is not None and whole.code is not None and role in {"genitive", "adjective"}:
        return group_at(passage, whole)  # the noun heads the actor's own phrase: British diplomats
    if role == "genitive":
        return genitive(passage, at, end)
    if role == "adjective":
        return adjectives(passage, at, end)
    if role == "between":
        return prepositional(passage, at + 1, end, "بين")
    if role.startswith("prep:"):
        return prepositional(passage, at + 1, end, role[5:])
    return []


def genitive(passage: Passage, at: int, end: int) -> Group:
    """Return the actors in the genitive right after the noun at ``at`` (the visit of the king)."""
    phrase = passage.covered.get(at + 1) if at + 1 < end else None
    if phrase is None or phrase.first != at + 1 or phrase.preposition is not None:
        return []
    if phrase.kind is Kind.ATTRIBUTE:
        return []
    return group_at(passage, phrase)


def adjectives(passage: Passage, at: int, end: int) -> Group:
    """Return the nationalities that qualify the noun at ``at``, two for a shared noun."""
    found: Group = []
    for place in range(at + 1, min(end, at + 1 + ADJECTIVE_SPAN)):
        phrase = passage.covered.get(place)
        if phrase is None:
            if found or not passage.words[place].content:
                break
            continue
        if phrase.kind is not Kind.ATTRIBUTE or (phrase.preposition and not found):
            break
        if phrase.first == place:
            found.append(phrase)
    return found


def _clause_subject(passage: Passage, at: int) -> Group:
    """Return the subject of the clause that a complementizer at ``at`` opens."""
    if at >= passage.last or not passage.words[at].has("complementizer"):
        return []
    phrase = passage.covered.get(at + 1)
    if phrase is None or phrase.first != at + 1 or phrase.kind is not Kind.ACTOR:
        return []
    return group_at(passage, phrase)


def embassy_before(passage: Passage, at: int) -> Group:
    """Return whose embassy a protest is held in front of."""
    for phrase in passage.between(at + 1, passage.last):
        if phrase.preposition == "امام" and phrase.code is not None and phrase.role:
            return [phrase]
    return []


def protesters(passage: Passage, at: int, end: int) -> Group:
    """Return the people of a protest that names none: of the nationality or place beside it."""
    for phrase in passage.between(at + 1, min(end, at + 12)):
        if phrase.code is not None and phrase.kind in _NAMED:
            people = NounPhrase(phrase.first, phrase.last, Kind.ACTOR, phrase.code, "CVL")
            people.name = phrase.name
            return [people]
    return []


def enumerated(passage: Passage, first: int, end: int) -> Group:
    """Return all actors in a list of addressees: joined ones, and those named as examples."""
    found: Group = []
    at = first
    while at < end:
        word = passage.words[at]
        phrase = passage.covered.get(at)
        if phrase is None:
            if word.clitic in {"ب", "ل"} or word.key in {"الي", "علي", "ب", "ل"}:
                break
            at += 1
            continue
        if phrase.preposition in {"ب", "ل", "الي", "علي", "من"}:
            break
        if phrase.kind is Kind.WORLD and phrase.genitive:
            at = phrase.last
            continue
        if phrase.kind in {Kind.ACTOR, Kind.PLACE, Kind.WORLD} and (
            not found or phrase.joined or passage.words[phrase.first - 1].has("example")
        ):
            found.append(phrase)
        at = phrase.last
    return found


def condemns_unnamed(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> bool:
    """Return whether an act of violence is condemned whose author is not named."""
    if frame.event_type != "ACCUSE":
        return False
    places = [group[0].first for group in arguments.objects[:1]]
    for role in frame.roles:
        if role.startswith("prep:"):
            start = region(passage, head.at + 1, arguments.end, role[5:])
            places += [start] if start is not None else []
    return any(_is_crime(passage, at) for at in places)


def _is_crime(passage: Passage, at: int) -> bool:
    return is_violence(passage, at) or bool(passage.words[at].noun_classes & _CRIMES)


_CRIMES = frozenset({"attack", "crime", "killing", "attacks", "violence"})


def refers_back(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> bool:
    """Return whether what is blamed or welcomed is "this decision": an act told before."""
    if frame.event_type not in {"ACCUSE", "SUPPORT", "REJECT"}:
        return False
    if arguments.objects and passage.keys[arguments.objects[0][0].first] in _INCIDENTS:
        return True
    return any(
        passage.words[at].has("decision")
        or (
            passage.words[at].has("deictic")
            and at + 1 < arguments.end
            and passage.words[at + 1].definite
        )
        for at in range(head.at + 1, min(arguments.end, head.at + 8))
    )


def region(passage: Passage, first: int, end: int, preposition: str) -> int | None:
    """Return where the phrase governed by ``preposition`` begins in ``[first, end)``."""
    wanted = _FOLDED.get(preposition, preposition)
    for at in range(first, end):
        phrase = passage.covered.get(at)
        if phrase is not None:
            if phrase.first == at and phrase.preposition == wanted:
                return at
            continue
        word = passage.words[at]
        if word.clitic == wanted:
            return at
        if word.key in {wanted, "و" + wanted}:
            return at + 1
    return None


def involved(passage: Passage, first: int, *, blamed: bool, near: bool = False) -> Group:
    """Return the side that the noun phrase from ``first`` comes from or belongs to.

    Where it is ``blamed``, who did it goes before whose it is, and who suffered it does not count.
    """
    end = _phrase_end(passage, first)
    if near:
        end = min(end, first + NEAR_WORDS)
    if blamed and (doers := _doers(passage, first, end)):
        return doers
    if blamed and _is_crime(passage, first):
        end = min(end, first + CRIME_SPAN)  # what follows tells where, and who suffered
    for phrase in passage.between(first, end):
        if phrase.kind not in _NAMED or phrase.code is None:
            continue
        if phrase.kind is Kind.PLACE or phrase.preposition not in _OWNING:
            continue
        if passage.words[phrase.first - 1].has("agent", "relation"):
            continue
        if phrase.preposition == "من" and phrase.first - first > FROM_SPAN:
            continue
        if blamed and (phrase.preposition in _AGAINST or _suffers(passage, phrase)):
            continue
        if phrase.code is None:
            continue
        return group_at(passage, phrase) if phrase.kind is Kind.ACTOR else [phrase]
    return []


_LOCATIVE = frozenset(
    {"في", "داخل", "قرب", "عند", "شمال", "جنوب", "وسط", "امام", "خلال", "بعد", "قبل"}
)
_OWNING = frozenset({None, "ل", "من", "لدي", "ضد", "علي"})
"""Prepositions between a thing and the side it belongs to, comes from or hits."""
_AGAINST = frozenset({"علي", "ضد", "بحق", "تجاه", "ازاء", "حيال", "مع"})


def _phrase_end(passage: Passage, first: int) -> int:
    """Return where what hangs on the noun at ``first`` ends, its relative clauses included."""
    limit = min(passage.last, first + 30)
    for at in range(first, limit):
        if passage.keys[at] in {"؛", ":"}:
            return at
        head = passage.heads.get(at)
        if head is None:
            continue
        word = passage.words[at]
        if (opens_clause(head, word) and passage.set_off(at, word)) or (
            head.form == "verb" and word.conjoined
        ):
            return at
    return limit


def _doers(passage: Passage, first: int, end: int) -> Group:
    """Return who did the thing: subject of its relative clause, or named by من قبل or على يد."""
    for at in range(first, end):
        word = passage.words[at]
        opens = word.has("relative") or (passage.words[at].verbal and at > first)
        if opens:
            for phrase in passage.between(at + 1, min(end, at + 5)):
                back = 2 if passage.words[phrase.first - 1].has("time") else 1
                verb = passage.is_verb(phrase.first - back)
                if phrase.kind is Kind.ACTOR and phrase.preposition is None and verb:
                    return group_at(passage, phrase)
        if word.has("agent") and at + 1 < end and at > first:
            phrase = passage.covered.get(at + 1)
            if phrase is not None and phrase.code is not None:
                return group_at(passage, phrase)
    return []


def struck_later(passage: Passage, at: int) -> Group:
    """Return who suffered a crime whose outcome the sentence tells: "... and led to the death of"."""
    for place in range(at + 1, min(passage.last - 1, at + STORY_SPAN)):
        if place in passage.covered or not is_violence(passage, place):
            continue
        if found := genitive(passage, place, passage.last):
            return found
    return []


def struck_place(passage: Passage, arguments: Arguments, source: NounPhrase) -> Filled | None:
    """Return the country in which something of nobody was hit: positions in, houses in."""
    if not arguments.objects or arguments.objects[0][0].role:
        return None
    for phrase in passage.between(arguments.objects[0][0].last, arguments.end):
        if phrase.kind is Kind.PLACE and phrase.code not in {None, source.code}:
            return Filled((phrase,), "place")
    return None


def attack_agent(passage: Passage, first: int, end: int) -> Group:
    """Return who struck, in "killed in strikes that X launched", "by the fire of X"."""
    for at in range(first, end):
        word = passage.words[at]
        if word.has("agent"):
            phrase = passage.covered.get(at + 1)
            if phrase is not None and phrase.code is not None:
                return group_at(passage, phrase)
        if at in passage.covered or not is_violence(passage, at):
            continue
        if governing_preposition(passage, at) not in _CAUSES:
            continue
        limit = min(passage.last, at + ATTACK_SPAN)
        return (
            _doers(passage, at, limit)
            or [p for p in genitive(passage, at, limit) if p.code and p.kind is Kind.ACTOR]
            or adjectives(passage, at, limit)
            or [p for p in passage.between(at + 1, at + 4) if p.preposition == "ل" and p.code]
        )
    return []


def victims(passage: Passage, first: int, end: int) -> Group:
    """Return who was killed or wounded: the first side after the trigger, numbers passed over."""
    for phrase in passage.between(first, end):
        if phrase.code is None or phrase.kind is Kind.PLACE:
            continue
        if phrase.preposition in {None, "من"}:
            return group_at(passage, phrase) if phrase.kind is Kind.ACTOR else [phrase]
        return []
    return []


_CAUSES = frozenset({"في", "ب", "جراء", "اثر", "نتيجه", "بسبب", "خلال"})


def _suffers(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether ``phrase`` is who a killing or a strike was done to, or plain people."""
    if phrase.sector == "CVL" and not passage.words[phrase.first].definite:
        return True
    if phrase.kind is not Kind.ACTOR or not is_violence(passage, phrase.first - 1):
        return False
    last = phrase.last
    return not any(p.preposition == "ل" for p in passage.between(last, last + 4))


def is_violence(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is itself an act of violence: a killing, a bombing."""
    word = passage.word(at)
    if word is None:
        return False
    return any(
        f.event_type == "ASSAULT" and not f.complement
        for _, frames in word.noun_frames
        for f in frames
    )
