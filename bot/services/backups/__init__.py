"""Backups: records and settings, without secrets, in one archive; and the way back."""
