"""The day of an act, and by which words it is known."""
