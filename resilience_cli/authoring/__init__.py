"""Instruments on their way to the field and from it: forms to fill in, the codebook, drafts of new instruments."""
