"""Verbs, event nouns and phrases of a sentence: how far each reaches and what governs it."""
