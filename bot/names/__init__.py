"""Names, offices and relations: how people are called, and who is meant."""
