"""When the bot speaks up in a channel that it listens to, where nobody asked it."""
