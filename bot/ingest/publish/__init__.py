"""Drafts on disk, and the proof that they say nothing their article does not."""
