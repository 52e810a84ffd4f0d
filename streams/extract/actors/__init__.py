"""Phrases that name actors and places, each with its code, sector and place in the sentence."""
