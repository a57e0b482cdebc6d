"""A turn of a conversation: how it was meant, and what it takes over from what was asked and shown before."""
