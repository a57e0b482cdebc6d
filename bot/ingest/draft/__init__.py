"""From an article to the draft of its knowledge file."""
