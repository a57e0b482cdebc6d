"""From what a newsroom has (text, HTML, feeds) to a draft an editor only has to check."""
