"""Build step of the lexicon: from verbs and nouns as data to a morphology database."""
