"""Acts that are no news of the day: what had been before, what goes on, what an almanac tells."""

from collections.abc import Sequence
from typing import Final

from streams.extract.candidates import Candidate
from streams.extract.clauses.passage import Head, Passage
from streams.extract.days.dates import DateMention

FIRST_SPAN: Final = 9
"""Words between "the first" and "since"."""
LOOK_BACK: Final = 8
"""Words before an act in which "had" sets it back."""
MODERN, FUTURE = 1500, 2100
"""Years that an almanac tells of."""
_DONE_AT_ONCE: Final = frozenset({"SUPPORT", "COOPERATE", "AGREE", "CONSULT"})
"""Types of acts that do not go on for years."""
_FIRST: Final = frozenset(
    {"اول", "الاول", "الاولي", "اولي", "الاكبر", "الاعنف", "الاسوا", "الاعلي"}
)
_PARTS: Final = frozenset(
    {"اوايل", "اواخر", "اوساط", "مطلع", "مستهل", "بدايه", "منتصف", "نهايه", "حوالي", "نحو"}
)
"""What may stand between "since" and the time."""
_UNTIL: Final = frozenset({"حتي", "وحتي", "لغايه", "ولغايه"})
_EARLY: Final = frozenset({"اوايل", "مطلع", "مستهل", "بدايه"})
_AFTER: Final = frozenset({"بعدما"})
_BEFORE_THAT: Final = frozenset({"بعد", "وبعد", "منذ", "ومنذ"})
"""Words that with "that" open the clause of what had been before."""
_VAGUE: Final = frozenset({"الاونه", "موخرا", "سابقا", "حينها", "وقتها", "مرارا"})
"""Words of a time without a day: of late, at that time, many times."""
_THEN: Final = frozenset({"انذاك", "حينذاك", "وقتذاك", "انيذ", "وقتيذ", "حينيذ", "يومذاك"})
"""Words of a time long past."""
_UNITS: Final = frozenset(
    {"الايام", "الاسابيع", "الاشهر", "الشهور", "السنوات", "الاعوام", "السنين", "العقود", "الفتره"}
)
_GONE: Final = frozenset({"الماضيه", "الاخيره", "المنصرمه", "الفايته", "السابقه"})
_REFERRING: Final = frozenset({"خلال", "اثناء", "بعد", "عقب", "قبل", "منذ", "اثر", "ختام"})
"""Prepositions and nouns that take for known what stands behind them."""
_AFTER_DATE: Final = frozenset({":", "-", "–", "—"})


def is_since(passage: Passage, mention: DateMention, candidate: Candidate) -> bool:
    """Return whether a time is when something began that goes on, or how long nothing like it was.

    They have bombed since March, the first for two years: no day of the act. What goes on for years
    in the present tense (an embargo since 1962) is history all the same, and so is what was signed
    or founded "since two years", as many papers write for "ago".
    """
    head = passage.heads.get(candidate.at)
    lasting = head is not None and head.form == "verb" and head.analysis.aspect == "imperfect"
    at = mention.first
    near = range(max(passage.first, at - FIRST_SPAN), at)
    if at > passage.first and passage.keys[at - 1] in _PARTS:
        at -= 1  # since late March
    places = [place for place in (at, at - 1) if passage.keys[place] == "منذ"]
    first = any(passage.keys[place].removeprefix("و") in _FIRST for place in near)
    counted = mention.kind == "ago" and candidate.frame.event_type in _DONE_AT_ONCE
    began = mention.precision != "day" and not (
        (lasting or counted) and mention.precision == "year"
    )
    return bool(places) and (first or began)


def is_beginning(passage: Passage, mention: DateMention) -> bool:
    """Return whether a time is the one since which something goes on: since Monday."""
    near = (mention.first, mention.first - 1)
    return any(passage.keys[at].removeprefix("و") == "منذ" for at in near)


def is_of_news(passages: Sequence[Passage], mention: DateMention) -> bool:
    """Return whether a day may be that of a report.

    Not that since when ("they have fought since Monday"), nor of what is to come or had been ("he
    will face a judge today", "whom it had detained").
    """
    passage = _around(passages, mention)
    if passage is None:
        return True
    if is_beginning(passage, mention):
        return False
    verb = passage.verb_before(mention.first)
    return verb is None or not (verb.analysis.future or _is_had(passage, verb))


def _around(passages: Sequence[Passage], mention: DateMention) -> Passage | None:
    return next((p for p in passages if p.first <= mention.first < p.last), None)


def _is_had(passage: Passage, verb: Head) -> bool:
    """Return whether a verb of the past follows "had": (whom) it had detained."""
    before = verb.at - 2 if passage.keys[verb.at - 1] == "قد" else verb.at - 1
    past = before >= passage.first and passage.words[before].has("past")
    return past and verb.analysis.aspect == "perfect"


def is_end(passages: Sequence[Passage], mention: DateMention) -> bool:
    """Return whether a day is the one until which something goes on: until Friday morning."""
    passage = _around(passages, mention)
    return passage is not None and passage.keys[mention.first - 1] in _UNTIL


def is_early(passage: Passage, mention: DateMention) -> bool:
    """Return whether a time is the beginning of a month or year: early in July."""
    return passage.keys[max(passage.first, mention.first - 1)] in _EARLY


def opening_date(passage: Passage, mentions: Sequence[DateMention]) -> DateMention | None:
    """Return the date that a line of an almanac begins with: "2 August 1990: Iraq invades"."""
    for mention in mentions:
        if passage.first <= mention.first <= passage.first + 1 and mention.last < passage.last:
            full = mention.date is not None and "full date" in mention.reason
            return mention if full and passage.keys[mention.last] in _AFTER_DATE else None
    return _opening_year(passage)


def _opening_year(passage: Passage) -> DateMention | None:
    """Return the year that a line of an almanac begins with: "1990 - Iraq invades"."""
    first = passage.keys[passage.first]
    if passage.last - passage.first < 3 or passage.keys[passage.first + 1] not in _AFTER_DATE:
        return None
    if len(first) != 4 or not first.isdigit() or not MODERN <= int(first) < FUTURE:
        return None
    reason = f"{first}, which the line begins with"
    return DateMention(passage.first, passage.first + 1, "year", first, "year", reason)


def is_background(passage: Passage, at: int) -> bool:
    """Return whether the act at ``at`` is told as what had been before.

    "And it had bombed", "after it bombed", "since it bombed", "had earlier bombed".
    """
    if _is_pluperfect(passage):
        return True
    for place in range(at - 1, max(passage.first, at - LOOK_BACK) - 1, -1):
        word, key = passage.words[place], passage.keys[place].removeprefix("و")
        if word.has("past") or key == "سبق":
            return _sets_back(passage, place, passage.heads.get(at))
        if key in _AFTER or (key == "ان" and passage.keys[place - 1] in _BEFORE_THAT):
            return True
        if key == "ان" and _had_earlier(passage, place):
            return True
        head = passage.heads.get(place)
        if word.has("mark", "complementizer") or (head is not None and head.form == "verb"):
            return False
    return False


def _sets_back(passage: Passage, place: int, head: Head | None) -> bool:
    """Return whether "was" at ``place`` sets back the act: had bombed, no more than was bombing.

    It does not where it says who was there: (there to receive him) was the minister.
    """
    if head is None or head.form == "verb":
        return head is None or head.analysis.aspect != "imperfect"
    return not passage.words[place + 1].has("preposition")


def _is_pluperfect(passage: Passage) -> bool:
    """Return whether a sentence opens with "had", and goes on in the perfect."""
    if not passage.words[passage.first].has("past"):
        return False
    verbs = (passage.heads[at] for at in passage.order if at > passage.first)
    verb = next((h for h in verbs if h.form == "verb" and not _is_relative(passage, h.at)), None)
    return verb is not None and verb.analysis.aspect == "perfect"


def _is_relative(passage: Passage, at: int) -> bool:
    """Return whether the verb at ``at`` is that of a relative clause: who regards."""
    return any(passage.words[place].has("relative") for place in range(at - 2, at))


def is_vague(passage: Passage, at: int) -> bool:
    """Return whether the clause tells a time that has no day: recently, in the past months."""
    start, end = passage.start(at), passage.reach(at)
    for place in range(max(passage.first, start - 1), end):
        key = passage.keys[place]
        if key in _VAGUE or key in _THEN:
            return True
        if key in _UNITS and any(k in _GONE for k in passage.keys[place + 1 : place + 3]):
            return True
    return False


def is_aside(passage: Passage, at: int) -> bool:
    """Return whether a sentence only refers to the act, or tells what goes on: no news of a day.

    "During the visit", "after his meeting with", "upon the announcement that it had delivered";
    "is taking part in the coalition".
    """
    head = passage.heads.get(at)
    if head is None:
        return False
    if head.form == "verb":
        going_on = head.analysis.aspect == "imperfect" and not _is_relative(passage, at)
        return going_on or _is_told_in_noun(passage, at)
    return any(passage.keys[place].removeprefix("و") in _REFERRING for place in (at - 1, at - 2))


def _is_told_in_noun(passage: Passage, at: int) -> bool:
    """Return whether the verb at ``at`` is what a noun behind such a preposition tells of."""
    that = False
    for place in range(at - 1, max(passage.first, at - LOOK_BACK) - 1, -1):
        word, head = passage.words[place], passage.heads.get(place)
        if word.has("mark") or (head is not None and head.form == "verb"):
            return False
        if passage.keys[place].removeprefix("و") in _REFERRING:
            return that
        that = that or word.has("complementizer")
    return False


def _had_earlier(passage: Passage, at: int) -> bool:
    """Return whether "that" at ``at`` follows "earlier": سبق أن, سبق لها أن, سبق وأن."""
    before = passage.keys[max(passage.first, at - 2) : at]
    return any(key.removeprefix("و") == "سبق" for key in before)


def is_long_past(passage: Passage, at: int) -> bool:
    """Return whether the verb at ``at`` tells of a time long past: received at that time."""
    head = passage.heads.get(at)
    if head is None or head.form != "verb" or head.analysis.aspect != "perfect":
        return False
    end = min(passage.last, passage.reach(at) + 1)
    return not _THEN.isdisjoint(passage.keys[at + 1 : end])
