"""The other side of an act: the roles that a frame names, filled from the clause."""
