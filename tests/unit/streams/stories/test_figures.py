"""Figures that a copy gives otherwise than the text it was taken from."""

import pytest

from schemas.article import Copies, Link
from schemas.event import FigureChange
from streams.normalize import fold
from streams.stories.figures import changes, figures_of
from tests.unit.streams.stories.readings import Stories, reading


def _changes(earlier: str, later: str) -> list[tuple[str, str, str]]:
    found = changes(figures_of(fold(earlier)), figures_of(fold(later)))
    return [(change.was, change.now, change.of) for change in found]


@pytest.mark.parametrize(
    ("earlier", "later", "changed"),
    [
        ("مقتل 12 شخصا وإصابة 30 آخرين", "مقتل 15 شخصا وإصابة 30 آخرين", [("12", "15", "شخصا")]),
        ("مقتل 12 شخصا", "مقتل خمسة عشر شخصا", [("12", "15", "شخصا")]),
        ("مقتل ثلاثة جنود", "مقتل أربعة جنود", [("3", "4", "جنود")]),
        ("وأصيب خمسة وعشرون راكبا", "وأصيب 26 راكبا", [("25", "26", "راكبا")]),
        ("مقتل 3 وإصابة 4 عمال", "مقتل 4 وإصابة 9 عمال", [("3", "4", "مقتل"), ("4", "9", "عمال")]),
    ],
)
def test_another_number_of_the_same_is_a_change(
    earlier: str, later: str, changed: list[tuple[str, str, str]]
) -> None:
    assert _changes(earlier, later) == changed


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("مقتل خمسة جنود", "مقتل 5 جنود"),
        ("بلغت المساحة 66.000 متر", "بلغت المساحة 66,000 متر"),
        ("ارتفعت الصادرات 17 بالمئة", "ارتفعت الصادرات 17.2 بالمئة"),
        ("بلغت الأرباح 97,039,330 ريالا", "بلغت الأرباح 97 مليون ريال"),
        ("ارتفعت الأسعار 0.2 بالمئة", "ارتفعت الأسعار 2 . 0 بالمئة"),
        ("قال أحد السكان", "قال ثلاثة من السكان"),
        ("مقتل 12 شخصا", "وصول 300 طن من القمح"),
        ("بعد 3 أيام من الحريق", "قبل 5 أيام من الحريق"),
    ],
)
def test_the_same_number_written_otherwise_or_another_thing_is_none(
    earlier: str, later: str
) -> None:
    assert _changes(earlier, later) == []


def test_lineage_names_the_figures_that_a_copy_changed() -> None:
    text = "انفجار في مستودع وقود يقتل 12 عاملا ويشرد سكان الحي المجاور للميناء القديم"
    stories, later = Stories(), text.replace("12", "15")
    stories.take(reading("a", text))
    link = Link(id="a", relation="near_copy", containment=0.9, jaccard=0.8)
    copies = Copies(cluster_id="a", relation="near_copy", links=(link,))
    lineage = stories.take(reading("b", later), copies).stories[0].articles[1].lineage
    assert lineage is not None
    assert lineage.figures == (FigureChange(was="12", now="15", of="عاملا"),)
