"""Acts that a verb tells the echo of: the recognition by Chad met with anger, was welcomed."""

from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.passage import Head, Passage


def is_echoed(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether an act is what a verb tells the echo of: the recognition by X met with anger.

    It has somebody as its genitive, and is not itself the echo that a frame of the verb demands.
    """
    owner = passage.covered.get(first.first + 1)
    if owner is None or not owner.genitive:
        return False
    classes = passage.words[first.first].noun_classes
    frames = [f for _, found in head.readings for f in found if "subject" in f.roles]
    return any(f.complement for f in frames) and not any(f.complement in classes for f in frames)
