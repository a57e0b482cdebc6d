"""The terminal: `briefing-bot` and its commands."""
