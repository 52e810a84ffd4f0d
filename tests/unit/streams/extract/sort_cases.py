"""Move the known failures that pass now to the files of their kinds.

Run ``python -m tests.unit.streams.extract.sort_cases`` after the extractor has learned something.
Nothing is moved the other way: a case that fails anew is a regression.
"""

import json

from tests.unit.streams.extract.reading import CASES, KNOWN_FAILURES, Case, load, problems


def write(name: str, cases: list[Case]) -> None:
    """Write ``cases`` to ``tests/cases/extract/desk/<name>.json``, one a line."""
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in cases)
    (CASES / f"{name}.json").write_text(f"[\n{lines}\n]\n", "utf-8")


def main() -> None:
    """Move what passes and print the labels moved."""
    failing = []
    for case in load(KNOWN_FAILURES):
        if problems(case):
            failing.append(case)
            continue
        print(f"{case['kind']}: {case['label']}")
        passing = {name: value for name, value in case.items() if name != "kind"}
        write(case["kind"], [*load(case["kind"]), passing | {"expect": "pass"}])
    write(KNOWN_FAILURES, failing)


if __name__ == "__main__":
    main()
