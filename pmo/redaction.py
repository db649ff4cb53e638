"""No log holds a personal link: its token is left out of every line, whoever wrote it."""

import logging
import re

TOKEN = re.compile(r"((?:/|%2F)(?:l|unsubscribe)(?:/|%2F))[^/%\s\"'?#<>]+", re.IGNORECASE)
LEFT_OUT = r"\1…"


def redacted(text: str) -> str:
    """Return a text without the tokens of personal links."""
    return TOKEN.sub(LEFT_OUT, text)


class Redacting(logging.Formatter):
    """Write lines, tracebacks included, without tokens."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line to write."""
        return redacted(super().format(record))
