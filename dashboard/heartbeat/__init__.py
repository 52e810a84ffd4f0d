"""The dead-man's switch: a synthetic event through the whole walk, every few minutes."""
