"""The API, version 1: its doors, each of which reads what is asked, calls a service and sends its reply."""
