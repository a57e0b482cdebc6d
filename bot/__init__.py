"""Briefing Bot answers questions with the very words that editors keep in a folder of YAML files."""
