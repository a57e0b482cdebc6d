"""A program that runs on: what it logs, and the signals that stop it."""
