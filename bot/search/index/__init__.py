"""The index on disk, by tantivy."""
