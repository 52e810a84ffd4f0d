"""Strike what passes now off the lists of known failures.

Run ``python -m tests.unit.streams.extract.sort_cases`` after the extractor has learned something.
Nothing is moved the other way: what fails anew is a regression.
"""

import json
from typing import Any

from tests.unit.streams.extract import reading, variants
from tests.unit.streams.extract.reading import CASES, KNOWN_FAILURES, Case, load

FAILING_VARIANTS = "variants-failing"


def write(name: str, cases: list[Case]) -> None:
    """Write ``cases`` to ``tests/cases/extract/desk/<name>.json``, one a line."""
    lines = ",\n".join("  " + _line(case) for case in cases)
    (CASES / f"{name}.json").write_text(f"[\n{lines}\n]\n", "utf-8")


def write_failing(failing: dict[str, list[str]]) -> None:
    """Write the known failing bases of each kind of variant, one kind a line."""
    lines = ",\n".join(f"  {_line(kind)}: {_line(bases)}" for kind, bases in failing.items())
    (CASES / f"{FAILING_VARIANTS}.json").write_text(f"{{\n{lines}\n}}\n", "utf-8")


def main() -> None:
    """Move each known failure that passes to the file of its kind and print its label."""
    failing = []
    for case in load(KNOWN_FAILURES):
        if reading.problems(case):
            failing.append(case)
            continue
        print(f"{case['kind']}: {case['label']}")
        passing = {name: value for name, value in case.items() if name != "kind"}
        write(case["kind"], [*load(case["kind"]), passing | {"expect": "pass"}])
    write(KNOWN_FAILURES, failing)
    still: dict[str, list[str]] = {}
    known = load(FAILING_VARIANTS)
    for variant in variants.variants():
        if variant.base not in known.get(variant.kind, ()):
            continue
        if variants.problems(variant):
            still.setdefault(variant.kind, []).append(variant.base)
        else:
            print(f"{variant.kind}: {variant.base}")
    write_failing(still)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
