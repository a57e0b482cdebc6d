"""How the tables came to be: Alembic's scripts. A released one is never edited; a new one follows."""
