"""What editors wrote, checked. Knows `bot.text` only."""
