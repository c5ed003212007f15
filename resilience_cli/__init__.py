"""Measure how resilient a neighbourhood's governance is."""

__version__ = "0.1.0"
