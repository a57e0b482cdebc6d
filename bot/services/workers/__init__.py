"""Requests answered by processes beside this one: questions use every core and do not wait for each other."""
