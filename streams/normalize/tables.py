"""Reads the tables of this package: TSV with a header, ``#`` lines are remarks."""

from importlib.resources import files

from streams.normalize.letters import fold


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``data/<name>`` by column; raises ValueError for a ragged row."""
    text = (files("streams.normalize") / "data" / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{name}: {len(cells)} cells, expected {len(header)}: {line!r}")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def read_keys(name: str) -> frozenset[str]:
    """Return the folded words of the column ``word`` of ``data/<name>``."""
    rows = read_rows(name)
    return frozenset(" ".join(map(fold, row["word"].split())) for row in rows)
