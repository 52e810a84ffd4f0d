"""Asides: what commas set off inside a clause, which goes on behind them as if they were not there.

"The minister, during a conference in Geneva, accused ...": neither the conference nor Geneva is in
the place of what he accuses.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.words.function_words import COMMAS
from streams.extract.words.word import Word

NAME_WORDS = 5
"""Words of the longest name that commas set off behind an office."""
_ISSUED_IN = frozenset({"في", "خلال", "عبر"})
_ISSUING = frozenset(
    {"أصدر", "صدر", "نشر", "بث", "تلقّى", "وزّع", "أورد", "نقل", "حصل", "أدلى", "ألقى", "تسلّم"}
)
"""Verbs that tell how a statement came out."""
_CAME_OUT = frozenset({"صدر", "نشر", "بث", "صدرت", "وزع"})
_LEADING = frozenset({"ترأس", "رأس", "قاد", "تقدّم"})
"""Verbs of who leads the delegation, the forces before the comma."""
_UNNAMED = frozenset({"اسمه", "اسمها", "هويته", "هويتها", "اسمايهم", "هوياتهم"})
"""What a source will not give."""
_COPY = frozenset({"نسخه", "منه", "منها", "له", "لها", "به", "بها", "عليه", "عليها", "اليه"})
_DASHES = frozenset({"-", "–", "—"})
_SET_OFF = _DASHES | COMMAS
_ERAS = frozenset({"ه", "م"})
BEING = frozenset({"وهو", "وهي"})
"""What opens a clause that says who one is: (and) being of the opposition."""
_THAT_IS = frozenset({"الموافق", "المصادف"})
WISH_WORDS = 6
"""Words of the longest wish between dashes."""
ASIDE_WORDS = 12
"""Words of the longest aside; longer ones are clauses of their own."""
_ADJECTIVAL = frozenset({"adjective", "active_participle", "passive_participle"})
WITH_HIM = frozenset({"ومعه", "ومعها", "ومعهم", "ومعهما"})
"""What opens the name of who acts with the one before the comma: and with him."""
SHORTEST = 3
"""Words of an aside that says who one is, its comma among them."""
_ONE_OF = frozenset({"احد", "احدي", "اكبر", "ابرز", "اهم", "اقوي", "اقرب", "اقدم", "اول", "ثاني",
                     "ثالث", "اكثر", "اشد", "احدث", "اغني", "صاحب", "صاحبه"})  # fmt: skip
"""What opens it where it has no article: one of, the largest."""
_CIRCUMSTANCE = frozenset(
    {"خلال", "عبر", "اثناء", "عقب", "بعد", "قبل", "قبيل", "لدي", "امام", "وفق", "وفقا", "بحسب",
     "حسب", "يرافقه", "يرافقها", "ترافقه", "يصاحبه", "منذ", "حول", "ردا", "تعليقا", "نقلا", "في"}
)  # fmt: skip
"""Words that begin when, where, by whose account or in answer to what."""


def find_asides(passage: Passage) -> dict[int, int]:
    """Return where each aside of a sentence ends, by where it begins.

    It is set off by commas, or says how a statement was issued ("in a statement published by").
    """
    words, keys, covered = passage.words, passage.keys, passage.covered
    found = {}
    if "statement" in passage.classes:
        for at in range(passage.first, passage.last - 2):
            if keys[at] in _ISSUED_IN and words[at + 1].has("statement"):
                end = _issued(words, keys, at + 2, passage.last, covered)
                if end:
                    found[at] = end
    found |= _in_digits(passage)
    found |= _wishes(passage) | _between_dashes(passage)
    if COMMAS.isdisjoint(passage.spelt):
        return found
    commas = [at for at in range(passage.first, passage.last) if keys[at] in COMMAS]
    for opening, closing in pairwise(commas):
        inside = range(opening + 1, closing)
        if (
            0 < len(inside) <= ASIDE_WORDS
            and (
                _is_circumstance(words, opening + 1)
                or _is_about(words, keys, opening, closing, covered)
                or _is_relative(keys, opening, covered)
                or _is_attribute(words, opening, covered)
                or _is_name(words, opening + 1, closing, covered)
                or _explains(words, opening, closing, covered)
            )
            and not any(words[at].boundary for at in inside[1:])
            and not words[opening + 1].has("complementizer", "subordinator", "condition")
        ):
            found[opening] = closing
    return found


def _in_digits(passage: Passage) -> dict[int, int]:
    """Return where dates in digits begin and end: 14 / 10 / 1436 AH, that is 30 / 7 / 2015 AD."""
    if "/" not in passage.spelt:
        return {}
    keys, at, last = passage.keys, passage.first, passage.last
    found = {}
    while at < last - 4:
        end = _date_end(keys, at, last)
        if end and end + 1 < last and keys[end + 1] in _THAT_IS:
            end = _date_end(keys, end + 2, last) or end
        if end:
            found[at] = end
        at = max(at, end) + 1
    return found


def _date_end(keys: Sequence[str], at: int, last: int) -> int:
    """Return the last word of the date of three numbers from ``at``, 0 if there is none."""
    if at + 4 >= last or keys[at + 1] != "/" or keys[at + 3] != "/":
        return 0
    if not all(keys[place].isdecimal() for place in (at, at + 2, at + 4)):
        return 0
    return at + 5 if at + 5 < last and keys[at + 5] in _ERAS else at + 4


def _wishes(passage: Passage) -> dict[int, int]:
    """Return where the wishes begin and end that dashes or commas set off: – God willing –."""
    if "الله" not in passage.spelt:
        return {}
    keys = passage.keys
    marks = [at for at in range(passage.first, passage.last) if keys[at] in _SET_OFF]
    return {
        opening: closing
        for opening, closing in pairwise(marks)
        if closing - opening <= WISH_WORDS and "الله" in keys[opening + 1 : closing]
    }


def _between_dashes(passage: Passage) -> dict[int, int]:
    """Return where what two dashes set off begins and ends: Oslo and Riga – both neighbours –."""
    if passage.spelt.isdisjoint(_DASHES):
        return {}
    words, keys = passage.words, passage.keys
    dashes = [at for at in range(passage.first, passage.last) if keys[at] in _DASHES]
    return {
        opening: closing
        for opening, closing in pairwise(dashes)
        if 1 < closing - opening <= ASIDE_WORDS + 1
        and not any(words[at].boundary for at in range(opening + 2, closing))
    }


def _issued(
    words: Sequence[Word],
    keys: Sequence[str],
    at: int,
    last: int,
    covered: Mapping[int, NounPhrase],
) -> int:
    """Return the last word of the clause from ``at`` that says how a statement came out, else 0."""
    while at < last - 1 and words[at].content and not words[at].verbal and at not in covered:
        at += 1
    if at >= last or not any(a.lemma in _ISSUING for a in words[at].verbs):
        return 0
    named = not any(a.enclitic for a in words[at].verbs) and keys[at] not in _CAME_OUT
    came_out = keys[at] in _CAME_OUT
    end = min(last, at + ASIDE_WORDS)
    at += 1
    if at < end and came_out and keys[at] == "عن":
        at += 1
    issuer = covered.get(at)
    if issuer is not None and (named or issuer.first == at) and not came_out and _issues(issuer):
        at = issuer.last
    while at < end and (words[at].has("time") or keys[at] in _COPY):
        at += 1
    while at + 1 < end and keys[at] in {"علي", "عبر"} and words[at + 1].content:
        at += 2
        while at < end and words[at].content and words[at].definite and at not in covered:
            at += 1
    return at - 1


def _issues(phrase: NounPhrase) -> bool:
    """Return whether a phrase can be who passes a statement on: an agency, an office."""
    return phrase.sector in {"MED", None} or phrase.role


def _is_relative(keys: Sequence[str], opening: int, covered: Mapping[int, NounPhrase]) -> bool:
    """Return whether a clause with "who" or "which" follows, about the name before the comma."""
    return opening - 1 in covered and keys[opening + 1].startswith(("الذي", "التي", "اللذ", "اللت"))


def _is_attribute(words: Sequence[Word], opening: int, covered: Mapping[int, NounPhrase]) -> bool:
    """Return whether what follows the name before the comma qualifies it: being of, situated in."""
    word = words[opening + 1]
    if word.key in BEING and (opening - 1 in covered or _is_unknown(words[opening - 1])):
        return True
    if opening - 1 not in covered:
        return False
    situated = word.definite and any(a.pos.endswith("participle") for a in word.nouns)
    return situated and opening + 1 not in covered


def _explains(
    words: Sequence[Word], opening: int, closing: int, covered: Mapping[int, NounPhrase]
) -> bool:
    """Return whether an aside says who the actor before it is: one of, the largest maker of.

    No verb stands in it, and nobody else who could act.
    """
    named, first = covered.get(opening - 1), words[opening + 1]
    if named is None or named.kind is not Kind.ACTOR or opening + 1 in covered:
        return False
    if closing - opening < SHORTEST or first.clitic or first.conjoined:
        return False
    if not (first.key in _ONE_OF or (first.definite and first.content)):
        return False
    if any(_is_only_verb(words[at]) for at in range(opening + 1, closing)):
        return False
    return not any(
        p.free and p.kind is Kind.ACTOR
        for at in range(opening + 1, closing)
        if (p := covered.get(at)) is not None
    )


def _is_only_verb(word: Word) -> bool:
    """Return whether a word is a verb, and no superlative spelt like one: the most prominent."""
    return word.verbal and not word.nouns and word.key not in _ONE_OF


def _is_about(
    words: Sequence[Word],
    keys: Sequence[str],
    opening: int,
    closing: int,
    covered: Mapping[int, NounPhrase],
) -> bool:
    """Return whether an aside tells of the one before it: who leads them, or his name is kept."""
    if opening - 1 not in covered:
        return False
    if keys[opening + 1] in WITH_HIM or (keys[opening + 1] == "ومن" and words[opening + 2].content):
        return True
    if not _UNNAMED.isdisjoint(keys[opening + 1 : closing]):
        return True
    return any(a.lemma in _LEADING and a.enclitic for a in words[opening + 1].verbs)


def _is_name(
    words: Sequence[Word], first: int, last: int, covered: Mapping[int, NounPhrase]
) -> bool:
    """Return whether ``[first, last)`` is the name of who holds the office before it."""
    office = covered.get(first - 2)
    if office is not None and office.kind is Kind.PLACE and office.first - 2 in covered:
        office = covered[office.first - 2]  # the coordinator in Lebanon, (name)
    if office is None or not office.role or last - first > NAME_WORDS:
        return False
    inside = covered.get(first)
    if inside is not None:
        same = inside.code in {None, office.code} and inside.preposition is None
        return same and inside.first == first and inside.last == last
    known = covered.get(last - 1)
    if known is not None and known.first > first and known.code == office.code:
        last = known.first  # a first name that no list has before the family name
    return all(_is_unknown(words[at]) and at not in covered for at in range(first, last))


def _is_unknown(word: Word) -> bool:
    if word.nameless:
        return word.content and not word.conjoined
    named = word.content and not (word.conjoined or word.clitic or word.verb_frames)
    return named and not (word.nouns or word.verbal)


def _is_circumstance(words: Sequence[Word], at: int) -> bool:
    """Return whether the word at ``at`` begins a circumstance, not a clause joined to this one."""
    word = words[at]
    if word.conjoined:
        return False
    told = word.key in _CIRCUMSTANCE or word.has("time", "preposition") or word.clitic == "ب"
    return told or _is_state(word)


def _is_state(word: Word) -> bool:
    """Return whether a word says in what state who acts is: relying on, represented by."""
    if word.definite or word.clitic or not word.key.endswith(("ا", "ه", "ين")):
        return False
    return any(a.pos.endswith("participle") for a in word.nouns)


def ends_circumstance(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is the adjective of a noun that a preposition governs.

    "Decided during an urgent meeting to": what follows is no part of the meeting.
    """
    noun, before = passage.word(at - 1), passage.word(at - 2)
    if noun is None or before is None or not before.has("preposition"):
        return False
    if noun.definite or not noun.content or noun.has("place"):
        return False
    word = passage.words[at]
    qualifies = word.nameless or any(a.pos in _ADJECTIVAL for a in word.nouns)
    return qualifies and word.key.endswith("ه") == noun.key.endswith("ه")
