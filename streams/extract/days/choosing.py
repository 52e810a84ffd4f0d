"""Which of the days that a sentence tells is that of an act: of its clause, or from before it."""

from collections.abc import Sequence
from typing import Final

from streams.extract.candidates import Candidate
from streams.extract.clauses.groups import is_act
from streams.extract.clauses.passage import Passage
from streams.extract.days.dates import DateMention
from streams.extract.days.spoken import is_of_words, is_said

_THEN: Final = frozenset({"ثم"})


def is_of_claim(passage: Passage, candidate: Candidate, mention: DateMention) -> bool:
    """Return whether a day is the one on which an attack was owned up to, before it is named."""
    if not candidate.frame.id.startswith("claim-attack"):
        return False
    deed = next((at for at in passage.order if at > candidate.at), candidate.at)
    return mention.first < deed


def nearest_day(
    candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Return the mention in the clause of the trigger that is nearest to it."""
    start, end = passage.start(candidate.at), _end(passage, candidate)
    clause = [
        m for m in mentions
        if start <= m.first < end
        if m.first < candidate.at or not _opens_next(passage, m)
    ]  # fmt: skip
    if _is_next(passage, candidate.at):  # the day of the verb before it is that one's own
        clause = [m for m in clause if m.first > candidate.at] or clause
    if candidate.status == "planned":
        clause = [m for m in clause if m.first > candidate.at or not _is_of_deed(passage, m)]
    if is_said(candidate):
        # A day behind what is spoken of is of that: "condemned the adoption last Thursday".
        clause = [m for m in clause if m.first < _words_end(candidate, passage)]
    if clause:
        days = [m for m in clause if m.precision == "day"] or clause
        return min(days, key=lambda m: abs(m.first - candidate.at))
    return None


def _is_next(passage: Passage, at: int) -> bool:
    """Return whether an act is told by a verb that goes on from another: then he leaves for."""
    head = passage.heads.get(at)
    if head is None or head.form != "verb" or at == passage.first:
        return False
    return passage.words[at].conjoined or passage.keys[at - 1] in _THEN


def _end(passage: Passage, candidate: Candidate) -> int:
    """Return where the clause of an act ends, with that of its other word.

    A noun goes on with its relative (the visit that he made on), and a death with who caused it
    (killed in raids that planes carried out on).
    """
    at = candidate.at
    end, head = passage.reach(at), passage.heads.get(at)
    by = candidate.source.first
    if not is_said(candidate) and end <= by < passage.last and candidate.source in passage.phrases:
        return passage.reach(by)
    if head is None or head.form == "verb" or end > at + 2 or end + 1 >= passage.last:
        return end
    verb, opening = passage.heads.get(end + 1), passage.words[end]
    if not opening.has("relative") or opening.conjoined or verb is None or verb.form != "verb":
        return end
    return passage.reach(verb.at)


def is_apart(passage: Passage, mention: DateMention) -> bool:
    """Return whether a day is no part of a name: it may begin with the last word read as one."""
    phrase = passage.covered.get(mention.first)
    return phrase is None or phrase.last < mention.last


def is_bracketed(passage: Passage, mention: DateMention) -> bool:
    """Return whether a day stands in brackets: to Doha (today), not the movement of (8 March)."""
    told = mention.kind in {"relative", "weekday"} or mention.reason.endswith("full date")
    return passage.keys[mention.first - 1] == "(" and told


def _opens_next(passage: Passage, mention: DateMention) -> bool:
    """Return whether a day belongs to the verb behind it: "..., and on Sunday it bombed"."""
    opening = passage.keys[mention.first - 1 : mention.first + 1]
    following = passage.heads.get(mention.last)
    verb = following is not None and following.form == "verb"
    return verb and any(key.startswith("و") for key in opening)


def day_before(
    candidate: Candidate,
    passage: Passage,
    mentions: Sequence[DateMention],
    published: str | None,
) -> DateMention | None:
    """Return the last day before the clause in its sentence.

    It is not that of a plan where it tells when the plan was announced or what was done before, or
    is gone by.
    """
    days = [m for m in mentions if m.first < candidate.at and m.precision == "day"]
    if candidate.status == "planned":
        days = [m for m in days if not (is_of_words(m, [passage]) or _is_of_deed(passage, m))]
        days = [m for m in days if (m.upcoming or m.date or "") >= (published or "")]
    return days[-1] if days else None


def first_of(day: DateMention, mentions: Sequence[DateMention]) -> DateMention:
    """Return the first of the days that ``day`` ends: today and tomorrow, Saturday and Sunday."""
    for other in reversed(mentions):
        if other.last == day.first and (other.date or "") < (day.date or ""):
            return other if day.precision == other.precision == "day" else day
    return day


def _is_of_deed(passage: Passage, mention: DateMention) -> bool:
    """Return whether a weekday tells when something was done: left on Friday, and goes on to."""
    if mention.upcoming is None:
        return False
    start = passage.start(mention.first)
    verb = passage.heads.get(start - 1)
    if verb is None or verb.form != "verb":
        return False
    return verb.analysis.aspect == "perfect" and not verb.analysis.future


def _words_end(candidate: Candidate, passage: Passage) -> int:
    """Return before where a day is that of the words: not behind an act of the other side."""
    target = candidate.target
    act = None
    if target is not None and (target.genitive or target.generic):
        act = target.first if target.generic else target.first - 1
    if act is None or not is_act(passage, act):
        return candidate.last + 2
    return max(candidate.at, candidate.source.last) + 2
