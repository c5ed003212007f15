"""Arrays in, numbers out; each function names its formula and its source."""
