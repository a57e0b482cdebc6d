"""The months' English names, whatever the machine's language."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

MONTH_NUMBERS = {
    written: number
    for number, name in enumerate(MONTHS, 1)
    for written in (name.lower(), name[:3].lower(), *(["sept"] if name == "September" else []))
}
"""The number, 1 to 12, of a month's name or abbreviation in lower case: "september", "sept", "sep"."""
