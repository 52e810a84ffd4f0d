"""The one error of the subscription language: what is wrong, where, what was expected."""

from schemas.errors import InvalidMessage


class QueryError(InvalidMessage):
    """A query that cannot be read; ``start`` and ``end`` are code points of ``query``."""

    def __init__(self, reason: str, query: str = "", start: int = 0, end: int = 0) -> None:
        self.reason = reason
        self.query = query
        self.start = start
        self.end = max(end, start + 1)
        super().__init__(self._shown())

    def _shown(self) -> str:
        """Return the reason, the line of the query it is about, and a caret below the place.

        The line is isolated left to right, so that a terminal keeps the caret under its words.
        """
        if not self.query:
            return self.reason
        before = self.query[: self.start]
        line_start = before.rfind("\n") + 1
        line = self.query[line_start:].split("\n", 1)[0]
        column = self.start - line_start
        width = max(1, min(self.end, line_start + len(line)) - self.start)
        place = f"character {self.start + 1}"
        return f"{self.reason} ({place})\n  {line}\n  {' ' * column}{'^' * width}"
