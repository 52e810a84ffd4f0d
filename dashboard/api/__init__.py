"""``/api/v1``: everything that the desk can do, for programs."""
