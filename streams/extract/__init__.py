"""Events and quotations of an article: who did what to whom, when, and who says so."""

from streams.extract.extraction import Extraction, extract

__all__ = ["Extraction", "extract"]
