"""The doctor: a whole installation looked at, and none of it changed but the index."""
