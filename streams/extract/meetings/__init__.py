"""Talks, visits and what is done in concert: acts that two sides share."""
