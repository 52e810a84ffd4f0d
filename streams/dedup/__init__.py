"""Wire copies: which articles are the same text, in whole or in part.

fingerprint (stateless) -> decide (reads the state) -> apply (the only writer)
"""

from streams.dedup.apply import apply
from streams.dedup.decide import decide
from streams.dedup.fingerprint import fingerprint, fingerprints
from streams.dedup.state import DedupState

__all__ = ["DedupState", "apply", "decide", "fingerprint", "fingerprints"]
