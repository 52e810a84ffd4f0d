"""What every benchmark prints: a table for people on standard error, one JSON line at the end."""

import resource
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import orjson


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` of ``sorted_values`` do not exceed (nearest rank)."""
    return sorted_values[min(len(sorted_values) - 1, int(share * len(sorted_values)))]


def peak_rss_mb() -> float:
    """Return the largest memory of this process so far, in MB (Linux counts in kB)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def conclude(result: Mapping[str, Any]) -> None:
    """Print ``result`` as a table, then as the closing JSON line."""
    width = max(map(len, result))
    for name, value in result.items():
        print(f"{name:<{width}}  {value}", file=sys.stderr)
    sys.stdout.buffer.write(orjson.dumps(result, option=orjson.OPT_APPEND_NEWLINE))
