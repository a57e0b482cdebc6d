"""Which candidate answers best, and how sure that is: named evidence, learned weights."""
