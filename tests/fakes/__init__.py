"""Stand-ins with real behaviour for what the tests do not start."""
