"""Letters, words and quotation marks: what every room needs to compare texts. Imports no other room."""
