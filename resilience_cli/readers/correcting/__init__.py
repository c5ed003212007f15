"""What a person settles about an export: mappings, lists of names, and what is open."""
