"""Tests of Marsad."""
