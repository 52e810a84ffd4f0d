"""Events and quotations of an article: who did what to whom, when, and who says so.

``extract`` returns the answer, ``trace`` the answer with every step that led to it (for
``explain.render``).
"""

from streams.extract.extraction import Extraction, Trace, extract, trace

__all__ = ["Extraction", "Trace", "extract", "trace"]
