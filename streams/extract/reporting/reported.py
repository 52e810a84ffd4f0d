"""Reported speech: which words of a sentence are somebody's claim, and whose."""

from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.ideas import RUMOURS
from streams.extract.clauses.passage import Head, Passage
from streams.extract.reporting.statements import stated
from streams.extract.subjects.discourse import Discourse
from streams.extract.words.function_words import COMMAS, OF_IT
from streams.normalize import CLOSE, OPEN

_ORIGINS = ("country:", "capital:", "city:", "region:", "adjective:")
"""What a name before a colon is that may be where the news is from."""
CLAUSE_SPAN = 40
"""Words between a reporting verb and the clause that it reports."""
_ACCORDING = frozenset({"وفق", "وفقا", "بحسب", "حسب", "حسبما"})
"""What names whose words a sentence tells, before it tells them or at its end."""
SOURCE_SPAN = 5
"""Words from there to the name: according to a report by the United Nations."""
_SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})
"""Types of what is done by words."""
_WARNING = frozenset({"حذّر", "نبّه", "أنذر"})
_THEN = frozenset({"فان", "ان"}) | COMMAS
"""What stands between the name and its words."""
_ABOUT = frozenset({"عن", "بشان", "حول"})
_TALK = RUMOURS | {"ما", "تقارير", "التقارير", "تقرير", "معلومات", "المعلومات", "مزاعم", "ادعاءات"}
"""What somebody denies without saying what: rumours, reports, what was said."""
_URGENT = "عاجل"
_GOES_ON = COMMAS | {"نتيجه", "جراء", "بسبب", "اثر"}
"""Where the news goes on behind talk that is denied: (that he was hurt) by shells that fell."""


class Scopes:
    """The reported stretches of one sentence, opened as its reporting verbs are read."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self._passage = passage
        self._discourse = discourse
        discourse.resume()
        self._spans: list[tuple[int, NounPhrase | None, bool]] = []
        self._attributed: int | None = None
        self.announced: NounPhrase | None = None
        """Who stands before a colon at the beginning of the sentence."""
        self.addressed: NounPhrase | None = None
        """To whom that side speaks: Annan to Mali."""

    def announce(self) -> None:
        """Take "Actor:" at the beginning of the sentence as the speaker of what follows.

        A country or a town there may only say where the news is from, so that what follows is not
        its claim.
        """
        passage = self._passage
        first = passage.phrases[0] if passage.phrases else None
        if first is None or first.last >= passage.last or not self._is_opening(first.first):
            return
        to = passage.covered.get(first.last)
        spoken_to = to is not None and to.preposition == "ل" and to.last < passage.last
        colon = to.last if to is not None and spoken_to else first.last
        if passage.keys[colon] != ":" or first.code is None:
            return
        self._discourse.speaker = [first]
        self.announced = first
        self.addressed = to if spoken_to else None
        if first.role or spoken_to or not (first.entity or "").startswith(_ORIGINS):
            self._spans.append((colon, first, False))

    def _is_opening(self, at: int) -> bool:
        """Return whether no more than a word, or that the news is urgent, stands before ``at``."""
        passage = self._passage
        before = range(passage.first, at)
        urgent = all(
            passage.keys[place] == _URGENT or passage.words[place].has("mark") for place in before
        )
        return len(before) <= 1 or urgent

    def attribute(self) -> None:
        """Take whom the sentence opens or ends with as its source for the speaker of the rest."""
        passage = self._passage
        if told := stated(passage, self._discourse.speaker):
            self._discourse.speaker = told[1]
            self._spans.append((told[0], told[1][0], False))
            return
        if not passage.phrases:
            return
        first, last = passage.phrases[0], passage.phrases[-1]
        then = first.last < passage.last and passage.keys[first.last] in _THEN
        if then and self._source_at(first) == passage.first:
            self._attribute_to(first, first.last)
            return
        at = self._source_at(last) if passage.last - last.last <= 1 else None
        behind = at is not None and at > passage.first and passage.keys[at - 1] in COMMAS
        source = last if behind else self._sayer()
        if source is None:
            return
        self._attribute_to(source, passage.first - 1)
        if passage.keys[passage.first] == OPEN:
            self._discourse.speaker = [source]

    def _sayer(self) -> NounPhrase | None:
        """Return who said the quotation that opens the sentence: the subject of a verb behind."""
        passage = self._passage
        if passage.keys[passage.first] != OPEN or CLOSE not in passage.spelt:
            return None
        at = passage.keys.index(CLOSE, passage.first) + 1
        while at < passage.last and passage.keys[at] in COMMAS:
            at += 1
        verb, phrase = passage.heads.get(at), passage.covered.get(at + 1)
        if verb is None or verb.form != "verb" or "report" not in verb.cues or phrase is None:
            return None
        known = phrase.free and phrase.code is not None and phrase.sector != "MED"
        return phrase if known else None

    def _attribute_to(self, source: NounPhrase, start: int) -> None:
        self._attributed = start
        self._spans.append((start, source, False))

    def _source_at(self, name: NounPhrase) -> int | None:
        """Return where "according to" stands before ``name``, what it said or wrote between."""
        if name.code is None or name.sector == "MED":
            return None
        passage = self._passage
        for at in range(name.first - 1, max(passage.first, name.first - SOURCE_SPAN) - 1, -1):
            if {passage.keys[at], passage.keys[at].removeprefix("و")} & _ACCORDING:
                return at
            head = passage.heads.get(at)
            said = passage.keys[at] == "ما" or (head is not None and "report" in head.cues)
            if not said and not passage.words[at].has("statement"):
                return None
        return None

    def open(self, head: Head, tellers: Group) -> None:
        """Begin the speech of a reporting verb: after its أن, its colon or its quotation mark."""
        speaker = tellers[0] if tellers else None
        if speaker is not None and not self._quoted(head.at, speaker):
            self._discourse.speaker = tellers
        self._begin(head, speaker)

    def speak(self, head: Head, speakers: Group) -> None:
        """Begin what a known side says by a participle or a masdar of saying."""
        if speakers and speakers[0].code is not None:
            self._begin(head, speakers[0])

    def _begin(self, head: Head, speaker: NounPhrase | None) -> None:
        keys, words = self._passage.keys, self._passage.words
        for at in range(head.at + 1, min(self._passage.last, head.at + CLAUSE_SPAN)):
            if "complementizer" in words[at].classes or keys[at] in {":", "«"}:
                self._spans.append((at, speaker, "denial" in head.cues))
                return
        if "denial" in head.cues:
            self._deny_talk(head, speaker)

    def _deny_talk(self, head: Head, speaker: NounPhrase | None) -> None:
        """Begin what is denied as mere talk: what was said of a raid, reports on talks."""
        keys, last = self._passage.keys, min(self._passage.last, head.at + CLAUSE_SPAN)
        about = next((at for at in range(head.at + 1, last) if keys[at] in _ABOUT), last)
        if _TALK.isdisjoint(keys[head.at + 1 : about]) or about == last:
            return
        self._spans.append((about, speaker, True))
        ends = (at for at in range(about + 1, self._passage.last) if keys[at] in _GOES_ON)
        if (end := next(ends, None)) is not None:
            self._spans.append((end, None, False))

    def _quoted(self, at: int, speaker: NounPhrase) -> bool:
        """Return whether a saying is itself told by another speaker, who goes on after it.

        The media do not go on: they only pass the saying on.
        """
        teller = None if self.is_told(at) else self.claimant(at)
        return teller is not None and teller.sector != "MED" and teller.code != speaker.code

    @property
    def speaks(self) -> bool:
        """Return whether somebody's words stand in the sentence: else nobody claims anything."""
        return bool(self._spans) or self.announced is not None

    @property
    def open_from(self) -> int | None:
        """Return where the first speech of the sentence begins, None where nobody speaks."""
        return self._spans[0][0] if self._spans else None

    def claimant(self, at: int) -> NounPhrase | None:
        """Return the speaker in whose words the token ``at`` stands, None outside speech."""
        for start, speaker, _ in reversed(self._spans):
            if at > start:
                return speaker
        return None

    def voice(self, at: int, nearer: NounPhrase | None = None) -> NounPhrase | None:
        """Return the known side that affirms what stands at ``at``; the media only pass it on.

        ``nearer`` is who says just that by a verb of its own, where there is one.
        """
        speaker = nearer or self.claimant(at) or self.announced
        if speaker is None or speaker.code is None or speaker.sector == "MED" or self.denied(at):
            return None
        return speaker

    def is_told(self, at: int) -> bool:
        """Return whether the news itself tells what stands at ``at``, or nobody that is known."""
        for start, speaker, _ in reversed(self._spans):
            if at > start:
                return speaker is None or start == self._attributed
        return True

    def denied(self, at: int) -> bool:
        """Return whether the token ``at`` stands in what somebody denies."""
        for start, _, denial in reversed(self._spans):
            if at > start:
                return denial and not self._goes_on(at, start)
        return False

    def _goes_on(self, at: int, start: int) -> bool:
        """Return whether a verb at ``at`` goes on with who denied: denied that, and accused."""
        passage = self._passage
        head, before = passage.heads.get(at), passage.keys[at - 1]
        if head is None or head.form != "verb" or not passage.words[at].conjoined:
            return False
        speech = "report" in head.cues or bool(head.event_types & _SAID)
        return speech and before in COMMAS and head.analysis.aspect == "perfect" and at > start + 1


def tells_that(passage: Passage, head: Head) -> bool:
    """Return whether a verb of warning or blame has its words behind it: accused Chad (of it) that.

    They are the claim of who warns or accuses.
    """
    warns = head.analysis.lemma in _WARNING
    if not warns and "ACCUSE" not in head.event_types:
        return False  # most verbs
    end = passage.reach(head.at)
    if end >= passage.last or not passage.words[end].has("complementizer"):
        return False
    return passage.keys[end - 1] == "من" if warns else passage.keys[end].startswith(OF_IT)
