"""What must outlive a restart, in one SQLite file."""
