"""Bytes of a file -> sheets of text, whatever kind of file it is."""
