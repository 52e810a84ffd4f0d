"""The day of an act: the date in its clause, in its sentence, or that of the report's first sentence."""

from dataclasses import dataclass

from schemas.event import DatePrecision


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and why; all None where the text gives none."""

    day: str | None = None
    precision: DatePrecision | None = None
    reason: str | None = None


UNDATED = Dated()
