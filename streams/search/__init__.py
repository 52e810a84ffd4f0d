"""Records as Elasticsearch documents: index, id, version and body, all derived from the record.

Text is indexed as match keys under the ``whitespace`` analyzer (docs/decisions/0005), so that a
query read by the same normaliser finds every spelling.
"""

from streams.search.document import Document, Indexed, document_of, month_of
from streams.search.templates import index_templates

__all__ = ["Document", "Indexed", "document_of", "index_templates", "month_of"]
