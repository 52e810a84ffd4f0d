"""Names of countries, bodies and codes in the reader's language."""

from functools import cache

from babel import Locale
from babel.core import get_global

from schemas.people import Language
from streams.lexicon.codes import load_codes
from streams.lexicon.tables import read_table


@cache
def name_of(code: str, language: Language) -> str:
    """Return the name of an actor's code; the code itself where nobody named it.

    >>> name_of("RUS", "ar"), name_of("RUS", "en"), name_of("UNO", "en")
    ('روسيا', 'Russia', 'United Nations')
    """
    if language == "ar" and code in _arabic():
        return _arabic()[code]
    if code in BODIES and language == "en":
        return BODIES[code]
    territory = _alpha2(code)
    name = Locale.parse(language).territories.get(territory) if territory else None
    return str(name) if name else code


@cache
def cameo_name(code: str) -> str:
    """Return the codebook's (English) name of a CAMEO code, empty where it has none."""
    found = load_codes().get(code)
    return found.name if found else ""


@cache
def number_of(code: str) -> str | None:
    """Return the ISO 3166 number of a country's code (alpha-3), as maps use it; None for others.

    >>> number_of("SYR"), number_of("UNO")
    ('760', None)
    """
    territory = _alpha2(code)
    return _numbers().get(territory) if territory else None


def _alpha2(code: str) -> str | None:
    """CLDR knows alpha-3 codes as aliases of alpha-2."""
    found = get_global("territory_aliases").get(code)
    return found[0] if found else None


@cache
def _numbers() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {to[0]: number for number, to in aliases.items() if number.isdigit() and len(to) == 1}


@cache
def _arabic() -> dict[str, str]:
    """Return the lexicon's first name of each code: as the press writes it."""
    found: dict[str, str] = {}
    for table in ("countries", "bodies", "groups"):
        for row in read_table(table):
            if row["code"]:
                found.setdefault(row["code"], row["name"])
    return found


BODIES = {
    "UNO": "United Nations", "EUR": "European Union", "NATO": "NATO", "ARL": "Arab League",
    "AFU": "African Union", "COE": "Council of Europe", "RCRC": "Red Cross", "IAEA": "IAEA",
    "ICC": "International Criminal Court", "IMF": "International Monetary Fund",
    "WBG": "World Bank", "WTO": "World Trade Organization", "OPEC": "OPEC", "OSCE": "OSCE",
    "GCC": "Gulf Cooperation Council", "OIC": "Organisation of Islamic Cooperation",
    "OPCW": "OPCW", "OECD": "OECD", "OAS": "Organization of American States", "ASEA": "ASEAN",
    "SCO": "Shanghai Cooperation Organisation", "CSTO": "CSTO", "CIS": "CIS", "BRIC": "BRICS",
    "GRP7": "G7", "GRP8": "G8", "GR20": "G20", "INTP": "Interpol", "NGO": "non-governmental",
    "P5P1": "P5+1", "EAEU": "Eurasian Economic Union", "AMU": "Arab Maghreb Union",
    "ISIS": "Islamic State", "AQ": "al-Qaeda",
}  # fmt: skip
