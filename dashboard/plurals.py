"""Numbers with their nouns, by the plural rules of CLDR: Arabic has six forms, English two."""

import json
from functools import cache
from importlib.resources import files

from babel import Locale
from markupsafe import Markup

from schemas.people import Language


def counted(key: str, many: int, language: Language) -> Markup:
    """Return ``many`` of what ``key`` names, the number in bold (``texts/plurals.ar.json``).

    >>> str(counted("sources", 2, "ar")), str(counted("sources", 11, "ar"))
    ('مصدران مستقلان', '<b>11</b> مصدرا مستقلا')
    """
    forms = _forms(language)[key]
    words = forms.get(Locale(language).plural_form(many), forms["other"])
    return Markup(words).format(many=Markup("<b>{}</b>").format(many))  # noqa: S704  # ours


@cache
def _forms(language: Language) -> dict[str, dict[str, str]]:
    text = (files("dashboard") / "texts" / f"plurals.{language}.json").read_text("utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found
