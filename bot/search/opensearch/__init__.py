"""The knowledge in an OpenSearch index, for archives and teams that one machine is too small for."""
