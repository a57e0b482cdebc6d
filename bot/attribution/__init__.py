"""Quotations and their speakers in running text."""
