"""Makes what is released, and lists what is in it; no part of the package."""
