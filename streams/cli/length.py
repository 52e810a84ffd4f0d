"""Lengths of time on the command line."""

import math
from typing import Any

import click

MOST_HOURS = 8760
"""A year of them."""


class Length(click.FloatRange):
    """Hours, or days: more than none and at most ``most``."""

    def __init__(self, most: float = MOST_HOURS) -> None:
        super().__init__(0, most, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return ``value`` in its range; not a number is in none, whatever it is compared with."""
        if math.isnan(number := super().convert(value, param, ctx)):
            self.fail(f"{value!r} is no number.", param, ctx)
        return number
