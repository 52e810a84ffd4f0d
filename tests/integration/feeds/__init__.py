"""The ten acceptance checks of the feed connector (docs/reference/feed-checks.md)."""
