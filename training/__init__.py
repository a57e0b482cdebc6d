"""Scripts that make the shipped models from named data; nothing of the running program imports them."""
