"""datasketch with its defaults on a stream of articles: the peer of ``marsad bench dedup``.

Runs in its own virtual environment (requirements/bench.txt) and prints one JSON line: CPU speed and
the pairs it takes for copies. Words by three, 128 permutations, threshold 0.5, sha1. The text is
folded as Arabic near-duplicate systems usually do (marks off, alef, ya and ta marbuta folded,
punctuation off), which favours the peer: unfolded, spelling noise costs it recall.
"""

import gzip
import itertools
import json
import sys
import time

from datasketch import MinHash, MinHashLSH

PERMUTATIONS = 128
THRESHOLD = 0.5
_DROPPED = [*range(0x064B, 0x0660), 0x0670, 0x0640, 0x0621, *range(0x200C, 0x2010), 0xFEFF]
_FOLDS = str.maketrans(
    dict.fromkeys(map(chr, _DROPPED), "")
    | dict(zip("أإآٱىئؤة", "ااااييوه", strict=True))
    | dict.fromkeys("،؛؟.,:;!?\"'«»“”‘’()[]{}<>/\\|-–—_…*+=#@%&~^`•·", " ")
)


def shingles(text: str) -> set[bytes]:
    """Return the runs of three words of ``text``, folded."""
    words = text.translate(_FOLDS).split()
    runs = zip(words, words[1:], words[2:], strict=False)
    return {" ".join(run).encode() for run in runs} or {text.encode()}


def main(path: str) -> None:
    """Read the stream at ``path`` (JSON Lines, gzip) and print speed and pairs."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    pairs = []
    start = time.process_time()
    for article in articles:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(shingles(article["text"]))
        pairs.append([article["id"], *index.query(sketch)])
        index.insert(article["id"], sketch)
    elapsed = time.process_time() - start
    found = list(itertools.chain.from_iterable([(row[0], old) for old in row[1:]] for row in pairs))
    print(json.dumps({"articles_per_s_core": len(articles) / elapsed, "pairs": found}))


if __name__ == "__main__":
    main(sys.argv[1])
