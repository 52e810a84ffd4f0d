"""The reference page of the subscription language, from its tables and its grammar."""

from streams.alerts.language import grammar as parser
from streams.alerts.language.fields import Field, choices, fields
from streams.alerts.language.tables import rows


def language_page(note: str) -> str:
    """Return the subscription language: its fields, its words in Arabic, its grammar."""
    words: dict[tuple[str, str], list[str]] = {}
    for row in rows("keywords"):
        words.setdefault((row["kind"], row["means"]), []).append(row["word"])
    grammar = (parser.__doc__ or "").partition("\n\n")[2].rstrip()
    lines = []
    for f in fields().values():
        arabic = " ".join(word for word in words["field", f.name] if word != f.name)
        cells = (f"`{f.name}`", arabic, f.level, _takes(f), f.meaning, f"`{f.example}`")
        lines.append(f"| {' | '.join(cells)} |")
    others = [
        f"| `{means}` | {kind} | {' '.join(w for w in found if w != means)} |"
        for (kind, means), found in words.items()
        if kind != "field"
    ]
    return "\n".join(
        [
            "# The subscription language",
            note,
            "How to write one: [write a subscription](../how-to/write-a-subscription.md).",
            "",
            "```",
            grammar,
            "```",
            "",
            "All clauses on an *event* are asked of one event of the story, the same one; a clause",
            "on the *article*, and words, of the article that brings the news.",
            "",
            "| field | in Arabic | about | takes | meaning | example |",
            "|---|---|---|---|---|---|",
            *lines,
            "",
            "| word | kind | in Arabic |",
            "|---|---|---|",
            *others,
            "",
        ]
    )


def _takes(field: Field) -> str:
    if field.takes == "one of":
        return ", ".join(f"`{choice}`" for choice in choices(field.name))
    if field.numeric:
        return f"{field.low:g} to {field.high:g}, by `<` `<=` `>` `>=` `=`"
    return {
        "actor": "a code (`USA`), one with a sector (`USA/MIL`, `*/MIL`), or a name",
        "dyad": "`A>B` or `A<>B`",
        "cameo": "2 to 4 digits",
        "country": "a code or a name",
        "place": "a code or a name",
        "outlet": "a name",
        "agency": "a key of `agencies.tsv` or a name",
    }[field.takes]
