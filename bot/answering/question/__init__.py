"""What a question means: who is meant, about what, when, and which kind of answer is wanted."""
