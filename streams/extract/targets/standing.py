"""What tells how things are and no act: a town that they hold, the region that a tour is of."""

from collections.abc import Sequence

from streams.extract.actors.phrases import ARMIES, Kind, NounPhrase
from streams.extract.actors.registry import BODIES, LANDLESS
from streams.extract.clauses.groups import Group
from streams.extract.speech.willing import DEEPENS
from streams.extract.subjects.attempt import Attempt
from streams.extract.words.word import bare

_HELD = frozenset({"عليها", "عليه", "عليهما"})
"""What is held, taken up behind the verb: a town that they control."""
SINCE_SPAN = 7
"""Words behind "they control" in which "since" says that it has long been so."""
_JUSSIVE = frozenset({"لم", "ولم", "فلم", "لا", "ولا", "ان", "وان"})
"""Particles after which a hollow verb loses its long vowel."""
_RIDES = "ستقل"
"""The end of "rides", which is written as "resigns" after such a particle."""
_GUARDS = frozenset({"COP", "MIL", "SPY"})
_IN_THE_AIR = frozenset({"الهواء", "الهوا", "الجو", "ابتهاجا"})
AIR_SPAN = 7
"""Words behind a shot in which the air is named that it goes into."""
_TRAINS = "درّب"
"""Its imperfect is spelt like "was trained"."""
_RAISES = "رفع"
_FOUGHT = frozenset({"علي", "ضد"})
_FACED = frozenset({"وجه", "بوجه", "مواجهه", "ضد", "لمواجهه"})
"""Words between friends and whom one stands with them against."""
_FESTIVE = frozenset(
    {"الموسيقيه", "الثقافيه", "الفنيه", "الرياضيه", "العلميه", "التراثيه", "الادبيه", "السينمايه",
     "السينماييه", "موسيقيه", "ثقافيه", "فنيه", "رياضيه", "علميه", "تراثيه", "ادبيه", "الاقتصاديه"}
)  # fmt: skip
"""Adjectives of a gathering that is no protest."""
_NATURE = frozenset(
    {"حرايق", "حريق", "فيضان", "فيضانات", "اعصار", "زلزال", "عاصفه", "سيول", "ثلوج"}
)
"""Disasters for which an emergency is declared that is no politics."""
_IN_FORCE = frozenset({"المفروضه", "المفروض", "المفروضتين"})
"""What says of sanctions that they have long been imposed."""
_MARCH = frozenset({"مسيره", "مسيرات"})
_COURSES = frozenset(
    {"البناء", "التنميه", "العطاء", "النهضه", "الاصلاح", "التطوير", "التقدم", "السلام", "الحياه",
     "العمل", "العلم", "التعليم", "التعاون", "الخير", "النماء", "التحديث", "الازدهار", "النجاح",
     "الانجاز", "الانجازات", "الوطن", "الحوار", "المصالحه", "الوحده", "التكامل", "التحول"}
)  # fmt: skip
"""What one goes on with in a march that is no protest: the march of progress."""
_ALLEGATIONS = frozenset({"اتهامات", "مزاعم", "شايعات", "ادعاءات", "اشاعات", "اقاويل"})
ALLEGED_SPAN = 4
"""Words between an allegation and its verb."""
_BODIES_OF_STATE = frozenset({"GOV", "MIL", "REB", "COP", None})
_RULES, _STOPS, _PUTS_TO_USE = "قضى", "وقّف", "سخر"
_OF = frozenset({"من", "منه", "منها", "منهم"})
_NEEDS = frozenset({"ضروره", "وجوب", "اهميه", "بضروره", "باهميه"})
NEEDED_SPAN = 7
"""Words between a need and the last of the acts that are needed."""
PEACEFUL = frozenset({"UNO", "EUR", "ARL", "GCC", "OIC", "IAEA", "ICC", "OPEC", "IMF", "WBG",
                      "RCRC", "NGO", "WTO", "FIFA"})  # fmt: skip
"""Bodies without troops of their own that shell, kill or abduct."""
TRUCE = "0871"
_ENDED = frozenset({"سقوط", "انهيار", "انتهاء", "نهايه", "فشل", "خرق", "خروقات", "خروق", "انتهاك",
                    "انتهاكات", "انهاء"})  # fmt: skip
"""Nouns that tell the end of the truce that they govern."""
_UNARMED = frozenset({"BUS", "MED", "EDU", "CVL"})
_TEACHING = frozenset({"NGO", "EDU", "MED"})
_SHOWS = "150"
_PLEADS = "ناشد"
_ROUTINE = ("investigate", "stand-trial")
_WITNESSES = "شهد"
_TO = "prep:الي"


def stands(attempt: Attempt) -> str:  # noqa: PLR0911
    """Return which standing state the clause tells of, empty where it tells an act."""
    frame, passage, at = attempt.frame, attempt.passage, attempt.at
    if frame.id.startswith("capture") and _is_held(attempt):
        return "who holds a place, not that it was taken"
    if frame.id == "resign" and attempt.head.form == "verb":
        key = passage.keys[at]
        if key.endswith(_RIDES) and passage.keys[at - 1] not in _JUSSIVE:
            return "rides a vehicle, does not resign"
    if _is_past_or_lasting(attempt) or _into_the_air(attempt):
        return "sanctions in force, a truce that is over, shots into the air"
    if frame.id.startswith("demonstrat") and (reason := _is_no_march(attempt)):
        return reason
    if frame.id.startswith("emergency") and not _NATURE.isdisjoint(_stems(passage.keys)):
        return "an emergency for a natural disaster"
    if frame.id == "fight" and passage.keys[at + 1 : at + 2] == ["مع"] and not _has(attempt, "ضد"):
        return "fights beside, and against whom is not told"
    if frame.id.startswith(DEEPENS) and attempt.arguments.rule != "willing":
        return "what is spoken of, nobody is said to want it"
    if frame.event_type == "COOPERATE" and (reason := _is_no_help(attempt)):
        return reason
    return "what is alleged, not told" if _is_alleged(attempt) else ""


def _is_past_or_lasting(attempt: Attempt) -> bool:
    """Return whether sanctions are told that are in force, or a truce that is over."""
    frame, keys, at = attempt.frame, attempt.passage.keys, attempt.at
    if frame.id == "sanction":
        return not _IN_FORCE.isdisjoint(keys[at + 1 : at + 4])
    return frame.cameo == TRUCE and not _ENDED.isdisjoint(keys[at - 1 : at])


def _is_no_march(attempt: Attempt) -> str:
    """Return why a march is no protest, empty where it may be: a festival, one of progress."""
    place = attempt.complement if attempt.complement is not None else attempt.at
    keys = attempt.passage.keys
    following = keys[place + 1 : place + 2]
    if keys[place].lstrip("وبل") in _MARCH and not _COURSES.isdisjoint(following):
        return "a course that is followed, no march"
    festive = attempt.head.form != "verb" and not _FESTIVE.isdisjoint(following)
    return "a festival, no protest" if festive else ""


def _stems(keys: Sequence[str]) -> set[str]:
    return {bare(key) for key in keys}


def _is_alleged(attempt: Attempt) -> bool:
    """Return whether the clause says what an allegation is: the charges that A helps B."""
    passage, at = attempt.passage, attempt.at
    if "complementizer" not in passage.classes:
        return False
    for place in range(at - 1, max(passage.first, at - ALLEGED_SPAN), -1):
        if "complementizer" in passage.words[place].classes:
            return bare(passage.keys[place - 1]) in _ALLEGATIONS
    return False


def _is_held(attempt: Attempt) -> bool:
    """Return whether a relative clause in the imperfect tells who holds a place."""
    passage, at, head = attempt.passage, attempt.at, attempt.head
    if head.form == "verb":
        imperfect = head.analysis.aspect == "imperfect" and not head.analysis.future
        long_since = "منذ" in passage.keys[at + 1 : at + SINCE_SPAN]
        return imperfect and (long_since or not _HELD.isdisjoint(passage.keys[at + 1 : at + 2]))
    verb = passage.heads.get(at - 1)
    if head.form != "masdar" or verb is None or verb.form != "verb":
        return False
    lasting = verb.analysis.aspect == "imperfect" and not verb.analysis.future
    return lasting and passage.words[at - 2].has("relative")


def _is_no_help(attempt: Attempt) -> str:
    """Return why an act of cooperation is none of its subject, empty where it may be one."""
    if attempt.frame.lemma == _TRAINS and _has_agent(attempt):
        return "is trained by, does not train"
    return "what is needed, not done" if _is_needed(attempt) else ""


def _has_agent(attempt: Attempt) -> bool:
    """Return whether the clause of a verb tells by whom it is done: at the hands of."""
    words = attempt.passage.words[attempt.at + 1 : attempt.arguments.end]
    return attempt.head.form == "verb" and any(word.has("agent") for word in words)


def _is_needed(attempt: Attempt) -> bool:
    """Return whether an act goes on with what is said to be needed: the need to A, B and C."""
    passage, at = attempt.passage, attempt.at
    if attempt.head.form != "masdar" or not passage.words[at].conjoined:
        return False
    before = passage.keys[max(passage.first, at - NEEDED_SPAN) : at]
    return not _NEEDS.isdisjoint(before)


def _into_the_air(attempt: Attempt) -> bool:
    """Return whether shots are fired into the air, which hit nobody."""
    shots = attempt.passage.keys[attempt.at : attempt.at + AIR_SPAN]
    return attempt.frame.id.startswith("shoot") and not _IN_THE_AIR.isdisjoint(shots)


def no_actor(attempt: Attempt) -> str:  # noqa: PLR0911
    """Return why the sources did not do what the frame says, empty where they may have."""
    frame, lemma = attempt.frame, attempt.head.analysis.lemma
    region = frame.id == "tour" and attempt.construction == "noun.adjective"
    if region and all(p.code in BODIES for p in attempt.sources):
        return "the region that a tour leads through"
    raised = frame.id.startswith("lift-emergency") and lemma == _RAISES
    if raised and all(p.sector in _GUARDS for p in attempt.sources):
        return "guards go on alert, who cannot lift an emergency"
    if lemma == _RULES and frame.id == "kill" and all(p.sector == "JUD" for p in attempt.sources):
        return "a court rules, it kills nobody"
    other = _has(attempt, "علي") if lemma == _STOPS else lemma == _PUTS_TO_USE
    if other and (lemma == _STOPS or not _mocks(attempt)):
        return "a word that is written like the act: looked into, put to use"
    if frame.event_type == "ASSAULT" and all(p.code in PEACEFUL for p in attempt.sources):
        return "a body that has no troops"
    if reason := _unlikely(attempt):
        return reason
    lands = lemma == _WITNESSES and frame.id.startswith("attend")
    if lands and not any(p.role for p in attempt.sources):
        return "a country sees a ceremony, nobody attends it"
    if frame.id == "alert" and all(p.sector not in _BODIES_OF_STATE for p in attempt.sources):
        return "people and firms fill things, only states call up"
    return ""


def _unlikely(attempt: Attempt) -> str:
    """Return why people of the sources' kind do not act so, empty where they may."""
    frame, sources = attempt.frame, attempt.sources
    if frame.id.startswith("advance") and not any(_bears_arms(p) for p in sources):
        return "a party or a firm gets ahead, no army"
    if frame.id.startswith("inflict") and (attempt.complement or attempt.at) < attempt.at:
        return "the losses that one had, inflicted on nobody else"
    if frame.event_type == "COERCE" and all(
        p.sector in _TEACHING or p.code in _TEACHING for p in sources
    ):
        return "who teaches or reports arrests and demolishes nothing"
    if frame.id == "invest" and all(p.sector == "CVL" for p in sources):
        return "traders seek a living"
    if frame.cameo == _SHOWS and all(p.sector == "BUS" for p in sources):
        return "a firm tests its goods"
    return ""


def _bears_arms(phrase: NounPhrase) -> bool:
    return phrase.sector in ARMIES or phrase.code in LANDLESS


def no_target(attempt: Attempt, role: str, group: Group) -> str:  # noqa: PLR0911
    """Return why whom the clause names is not whom the act is towards, empty where it may be."""
    frame = attempt.frame
    if _is_aim_of_noun(attempt, role, group):
        return "where one goes with what was asked for"
    if _is_opponent(attempt, role, group):
        return "whom one stands with others against"
    if frame.id == "join" and not _is_member(attempt, role, group):
        return "goes along with another, joins no body"
    if frame.id == "wound" and role == "subject" and attempt.head.form != "verb":
        return "both are wounded, neither by the other"
    if frame.id.startswith("blacklist") and attempt.arguments.rule == "dropped":
        return "a list that is asked for, by a masdar spelt like its verb"
    if attempt.head.analysis.lemma == _PLEADS and not group and attempt.arguments.rule == "vso":
        return "with whom one pleads stands where the subject stands"
    ruled = frame.id == "capture" and bool(group) and all(p.role for p in group)
    if ruled and not any(_bears_arms(p) for p in attempt.sources):
        return "who has the say in an institution, not that it was taken"
    if frame.id == "target" and role == "place" and attempt.sources[0].sector in _UNARMED:
        return "what traders and papers aim at"
    private = all(p.sector in {"CVL", None} for p in group)
    routine = frame.id.startswith(_ROUTINE) and attempt.sources[0].sector in {"COP", "CVL", None}
    if routine and private and group and group[0].code == attempt.sources[0].code:
        return "the police look into a crime"
    return ""


def _is_member(attempt: Attempt, role: str, group: Group) -> bool:
    """Return whether a state becomes a member of a body, which the clause names."""
    bodies = bool(group) and all((p.entity or "").startswith("body:") for p in group)
    return bodies and role == _TO and attempt.sources[0].code not in BODIES


def _has(attempt: Attempt, preposition: str) -> bool:
    """Return whether the verb has ``preposition`` after its subject."""
    passage, end = attempt.passage, attempt.arguments.end
    return attempt.head.form == "verb" and preposition in passage.keys[attempt.at + 1 : end]


def _mocks(attempt: Attempt) -> bool:
    """Return whether "of" stands right after the verb, or right after its subject."""
    passage, at = attempt.passage, attempt.at
    subject = passage.covered.get(at + 1)
    behind = at + 1 if subject is None else subject.last
    return behind < passage.last and passage.keys[behind] in _OF


def _is_opponent(attempt: Attempt, role: str, group: Group) -> bool:
    """Return whether the target is whom one stands with others against."""
    if attempt.frame.event_type == "AID" and role == "object" and group:
        return group[0].preposition in _FOUGHT  # planes for the war on
    if attempt.frame.event_type != "SUPPORT" or not group:
        return False
    between = attempt.passage.keys[attempt.at + 1 : group[0].first]
    return not _FACED.isdisjoint(between)


def _is_aim_of_noun(attempt: Attempt, role: str, group: Group) -> bool:
    """Return whether "to" belongs to a noun behind a demand: asked for money to travel to."""
    if role != _TO or attempt.frame.id != "ask" or not group:
        return False
    passage, before = attempt.passage, group[0].first - 1
    if passage.keys[before] in {"الي", "والي"}:
        before -= 1
    subject = passage.covered.get(before)
    return before > attempt.at and (subject is None or subject.kind is Kind.PLACE)
