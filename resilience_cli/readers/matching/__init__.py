"""Columns of a sheet -> questions of an instrument."""
