"""The classes proved over all values that scores can take."""
