"""Write ``streams/lexicon/data/morphology.db`` from the verbs and nouns of the lexicon.

Run ``python -m ops.lexicon.build`` after a change of ``verbs.tsv``, ``nouns.tsv`` or
``patterns.tsv``; ``--check`` writes nothing and exits with 1 where the file is out of date.
"""

import sys
from collections.abc import Mapping

from ops.lexicon.camel_database import DatabaseWriter
from ops.lexicon.conjugation import Conjugator, Verb
from ops.lexicon.declension import Gender, decline_adjective, decline_noun, decline_participle
from streams.lexicon.tables import DATA, items, read_table

TARGET = DATA / "morphology.db"


def build() -> str:
    """Return the text of the database: every verb with its masdars and participles, every noun."""
    conjugator = load_conjugator()
    writer = DatabaseWriter()
    for row in read_table("verbs"):
        _add_verb(row, conjugator, writer)
    for row in read_table("nouns"):
        gender: Gender = "f" if row["gender"].startswith("f") else "m"
        stems = (
            decline_adjective(row["lemma"])
            if row["pos"] == "adjective"
            else decline_noun(
                row["lemma"], gender, items(row["plurals"]), plural=row["gender"].endswith("p")
            )
        )
        for stem in stems:
            writer.add_nominal(row["lemma"], row["pos"], stem)
    return "\n".join(writer.lines()) + "\n"


def load_conjugator() -> Conjugator:
    """Return the conjugator of the patterns of the lexicon."""
    return Conjugator({(row["form"], row["class"]): row for row in read_table("patterns")})


def verb_of(row: Mapping[str, str]) -> Verb:
    """Return the verb of a row of ``verbs.tsv``."""
    flags = row["flags"]
    return Verb(row["lemma"], row["root"], row["form"], row["vowels"], "t" in flags, "s" in flags)


def masdars_of(row: Mapping[str, str], conjugator: Conjugator) -> list[list[str]]:
    """Return the masdars of a row of ``verbs.tsv``, each before its plurals."""
    found = items(row["masdars"]) or items(conjugator.masdar(verb_of(row)) or "")
    return [masdar.split("/") for masdar in found]


def _add_verb(row: Mapping[str, str], conjugator: Conjugator, writer: DatabaseWriter) -> None:
    verb = verb_of(row)
    writer.add_verb(verb, conjugator)
    for masdar, *plurals in masdars_of(row, conjugator):
        gender: Gender = "f" if masdar.endswith("ة") else "m"
        for stem in decline_noun(
            masdar, gender, tuple(plurals), defective=verb.weakness == "defective"
        ):
            writer.add_nominal(verb.lemma, "masdar", stem)
    if "a" not in row["flags"]:
        for stem in decline_participle(conjugator.participle(verb, "active")):
            writer.add_nominal(verb.lemma, "active_participle", stem)
    if verb.transitive and "p" not in row["flags"]:
        for stem in decline_participle(conjugator.participle(verb, "passive")):
            writer.add_nominal(verb.lemma, "passive_participle", stem)


def main(arguments: list[str]) -> int:
    """Write the database or, with ``--check``, compare; return the exit status."""
    text = build()
    if "--check" in arguments:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET}: {text.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
