"""Passages found: the index of one knowledge folder, its vectors, and the live snapshot."""
