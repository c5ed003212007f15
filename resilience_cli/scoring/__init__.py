"""Responses -> community scores with intervals, and classes with probabilities and reasons."""
