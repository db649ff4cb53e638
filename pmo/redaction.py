"""No log holds a way in: the token of a personal link or a new password is left out of every line, whoever wrote it."""

import logging
import re

SLASH = "(?:/|%2F)"
BEFORE = f"l|copy|unsubscribe|address(?={SLASH}[0-9])|reset{SLASH}key"
TOKEN = re.compile(rf"({SLASH}(?:{BEFORE}){SLASH})[^/%\s\"'?#<>]+", re.IGNORECASE)
LEFT_OUT = r"\1…"


def redacted(text: str) -> str:
    """Return a text without the tokens that open something."""
    return TOKEN.sub(LEFT_OUT, text)


class Redacting(logging.Formatter):
    """Write lines, tracebacks included, without tokens."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line to write."""
        return redacted(super().format(record))
