"""The commands: they parse, call, show and exit. No arithmetic here."""
