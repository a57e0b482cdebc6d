"""Candidates out of an embedded full-text index (tantivy). The only room that knows its engine."""
