"""What a newsroom has, as articles: text, pages, feeds."""
