"""Pages and streams for browsers."""
