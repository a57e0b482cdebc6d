"""The date of an article, as an editor may write it."""

from __future__ import annotations

from datetime import date, datetime

import yaml
from yaml.constructor import SafeConstructor


def read_date(text: str) -> date | datetime:
    """A date or date-time from ISO 8601 ("2016-09-08", "2016-09-08T14:30+02:00") or a YAML timestamp.

    A text without a time of day is a date. Raises ValueError where the text is neither.
    """
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text)
        except ValueError:
            continue
    if not SafeConstructor.timestamp_regexp.match(text):
        raise ValueError(f"not a date: {text}")
    return SafeConstructor().construct_yaml_timestamp(yaml.ScalarNode("tag:yaml.org,2002:timestamp", text))
