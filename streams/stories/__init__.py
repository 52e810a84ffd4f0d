"""Stories and corroborated events: which articles tell one happening, and who says so.

``decide`` reads the state and says where an article belongs; ``apply`` takes that into the state
and returns the new versions of stories and events. See ``docs/explanation/stories.md``.
"""

from streams.stories.apply import Changes, apply
from streams.stories.decide import decide
from streams.stories.state import StoriesState

__all__ = ["Changes", "StoriesState", "apply", "decide"]
