"""Cards as Discord shows them."""
