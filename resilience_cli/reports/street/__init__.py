"""The street report: what a street office reads, in its order; one file a section, each from Material to parts."""
