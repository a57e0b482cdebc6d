"""Look-ups that rank no question: by topic, and by the words that were said."""
