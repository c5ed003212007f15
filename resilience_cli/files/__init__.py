"""Files that are written: described in plain terms by whoever needs them, and there whole or not at all."""
