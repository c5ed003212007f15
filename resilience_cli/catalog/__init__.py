"""Instruments on disk: find, load, validate, release lock."""
