"""The trigger lexicon: its tables agree with each other, and with the codebook."""

from collections import Counter
from typing import get_args

import pytest

from schemas.event import EventType
from streams.lexicon.codes import find_code, load_codes, quad_class
from streams.lexicon.morphology import load_morphology
from streams.lexicon.tables import LexiconError, items, read_table
from streams.lexicon.triggers import Frame, load_triggers
from streams.normalize.letters import fold

FRAMES = load_triggers().all_frames()
POSITIONS = {
    "object", "clause", "subject", "genitive", "adjective", "genitive.pair", "between", "none",
    "scene", "sent", "by", "adverb", "complement.genitive", "complement.adjective",
    "complement.doers", "complement.owner", "complement.aim", "complement.reach",
    "complement.visited", "complement.member", "border", "itinerary", "venue", "draft", "from",
    "partners", "posted", "authorities", "complement.attended", "signatories",
}  # fmt: skip
PREPOSITIONS = set(
    map(
        fold,
        [
            "ب",
            "وراء",
            "دون",
            "ل",
            "قرب",
            "قبالة",
            "تحت",
            "في",
            "من",
            "عن",
            "على",
            "إلى",
            "مع",
            "بين",
            "ضد",
            "لدى",
            "أمام",
            "حيال",
            "إزاء",
            "بشأن",
            "حول",
            "بحق",
            "باتجاه",
            "فوق",
            "وسط",
            "بعد",
            "عقب",
        ],
    )
)


def lemmas(table: str) -> list[str]:
    return [row["lemma"] for row in read_table(table)]


@pytest.mark.parametrize("table", ["verbs", "nouns", "idioms"])
def test_a_lemma_has_one_row(table: str) -> None:
    assert [word for word, count in Counter(lemmas(table)).items() if count > 1] == []


def test_every_row_names_its_source() -> None:
    for table in ("verbs", "nouns", "frames", "cues", "idioms", "closed", "cameo"):
        assert all(row["source"] for row in read_table(table)), table


def test_a_frame_is_of_a_word_that_the_morphology_reads() -> None:
    verbs, nouns = set(lemmas("verbs")), set(lemmas("nouns"))
    for frame in FRAMES:
        assert frame.lemma in (nouns if set(frame.pos) <= {"noun", "adjective"} else verbs), (
            frame.id
        )


def test_two_frames_of_a_word_and_complement_differ_in_priority() -> None:
    told = Counter(
        (frame.lemma, pos, frame.complement, frame.complement_role, frame.priority)
        for frame in FRAMES
        for pos in frame.pos
    )
    assert [entry for entry, count in told.items() if count > 1] == []


def test_roles_are_of_the_known_positions() -> None:
    for frame in FRAMES:
        for role in (*frame.roles, *frame.agent, frame.complement_role):
            place, mark, preposition = role.partition("prep:")
            assert (preposition in PREPOSITIONS) if mark else (role in POSITIONS), (frame.id, role)
            assert not mark or place in {"", "complement.", "object."}, (frame.id, role)


def test_only_a_frame_with_a_complement_looks_beside_it() -> None:
    for frame in FRAMES:
        beside = any(role.startswith("complement.") for role in (*frame.roles, *frame.agent))
        assert frame.complement or not beside, frame.id


def test_excluded_classes_are_classes_of_nouns() -> None:
    rows = (*read_table("nouns"), *read_table("verbs"))
    known = {name for row in rows for name in items(row["classes"])}
    for row in read_table("idioms"):
        assert set(items(row["excludes"])) <= known, row["lemma"]
        assert row["lemma"] in {frame.lemma for frame in FRAMES}, row["lemma"]


def test_every_event_type_has_verbs_masdars_and_at_least_ten_lemmas() -> None:
    for event_type in get_args(EventType):
        frames = [frame for frame in FRAMES if frame.event_type == event_type]
        positions = {pos for frame in frames for pos in frame.pos}
        assert {"verb", "masdar"} <= positions, event_type
        assert len({frame.lemma for frame in frames}) >= 10, event_type


def test_frames_of_a_word_come_by_priority() -> None:
    for frame in FRAMES:
        for pos in frame.pos:
            found = load_triggers().frames(frame.lemma, pos)
            assert [f.priority for f in found] == sorted((f.priority for f in found), reverse=True)


def frame_of(lemma: str, complement: str, pos: str = "verb") -> Frame:
    return next(
        frame for frame in load_triggers().frames(lemma, pos) if frame.complement == complement
    )


@pytest.mark.parametrize(
    ("lemma", "complement", "cameo", "event_type"),
    [
        ("علّق", "talks", "164", "SANCTION"),
        ("علّق", "sanctions", "085", "RETREAT"),
        ("قطع", "relations", "161", "SANCTION"),
        ("قطع", "aid", "162", "SANCTION"),
        ("رفع", "sanctions", "085", "RETREAT"),
        ("فرض", "sanctions", "163", "SANCTION"),
        ("فرض", "curfew", "1723", "COERCE"),
        ("أطلق", "freedom", "0841", "RETREAT"),
        ("أطلق", "fire", "193", "ASSAULT"),
        ("استدعى", "ambassador", "161", "SANCTION"),
        ("حكم", "execution", "116", "SANCTION"),
        ("رفض", "interference", "110", "ACCUSE"),
        ("سيطر", "place", "190", "ASSAULT"),
        ("فتح", "embassy", "050", "SUPPORT"),
        ("فتح", "investigation", "090", "ACCUSE"),
    ],
)
def test_the_complement_decides_the_event(
    lemma: str, complement: str, cameo: str, event_type: str
) -> None:
    frame = frame_of(lemma, complement)
    assert (frame.cameo, frame.event_type) == (cameo, event_type)


@pytest.mark.parametrize("lemma", ["علّق", "رفع", "قدّم", "فتح", "أطلق", "وقّع", "عقد", "أجرى"])
def test_an_ambiguous_verb_tells_nothing_without_its_complement(lemma: str) -> None:
    assert all(frame.complement for frame in load_triggers().frames(lemma, "verb"))


def test_recalling_ones_own_ambassador_goes_before_summoning_anothers() -> None:
    own, other, *_ = (
        frame
        for frame in load_triggers().frames("استدعى", "verb")
        if frame.complement == "ambassador"
    )
    assert (own.own, own.event_type, other.own, other.event_type) == (
        True, "SANCTION", False, "ACCUSE",
    )  # fmt: skip


def test_codes_have_the_type_of_their_root_or_of_the_codebook() -> None:
    for code in load_codes().values():
        root = load_codes()[code.root]
        assert code.event_type == root.event_type or code.code[:3] in {
            "084", "085", "086", "087", "191", "192",
        }, code  # fmt: skip
        assert -10 <= code.goldstein <= 10


def test_the_goldstein_list_is_the_one_that_is_named() -> None:
    """The public lists differ in 163 and 166."""
    assert [find_code(code).goldstein for code in ("163", "166", "164")] == [-8.0, -7.0, -7.0]


def test_a_code_without_a_row_takes_its_parent() -> None:
    assert find_code("0439").code == "043"
    with pytest.raises(LexiconError, match="011"):
        find_code("011")


def test_quad_classes_are_those_of_plover() -> None:
    assert quad_class("SANCTION") == "material_conflict"
    assert find_code("164").quad_class == "material_conflict"


@pytest.mark.parametrize(
    "word",
    [
        "أو",
        "هناك",
        "أنه",
        "لأنه",
        "فإنه",
        "فترة",
        "لندن",
        "فيصل",
        "وزير",
        "تجاه",
        "باب",
        "فقد",
        "إثر",
        "قبل",
        "مثل",
        "لدى",
        "غير",
        "حول",
    ],
)
def test_a_particle_or_name_is_no_verb(word: str) -> None:
    readings = load_morphology().analyse(fold(word), word)
    assert not [
        reading for reading in readings if load_triggers().frames(reading.lemma, reading.pos)
    ]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("نسبة", "نسب"), ("مدينة", "أدان"), ("وزارة", "زار"), ("القوة", "ألقى"), ("رحلة", "رحّل")],
)
def test_an_ending_written_with_ta_marbuta_is_no_pronoun(word: str, lemma: str) -> None:
    assert lemma not in {reading.lemma for reading in load_morphology().analyse(fold(word), word)}


def test_cues_tell_kind_and_value() -> None:
    triggers = load_triggers()
    assert triggers.cue_table("report")["نفى"] == "denial"
    assert [cue.value for cue in triggers.cues("قام", "light")] == ["ب"]
    assert triggers.cues("قال", "negation") == ()
