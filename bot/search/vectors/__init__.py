"""Nearness in meaning: the vectors of the items."""
