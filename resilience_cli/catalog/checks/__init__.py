"""All that must hold of an instrument beyond its schema, a file for each part of it."""
