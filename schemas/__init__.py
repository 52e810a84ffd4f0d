"""The nouns of Marsad: immutable records, the topics that carry them, and their wire form."""
