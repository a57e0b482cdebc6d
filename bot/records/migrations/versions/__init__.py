"""One change of the tables in each module, in the order of their numbers."""
