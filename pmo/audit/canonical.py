"""Canonical content and its digest: what is signed, and what the ledger chains.

Source: RFC 8785 (JSON Canonicalization Scheme). Content holds only strings, integers, booleans, null, lists and
objects with ASCII keys, so that sorted keys and the shortest separators *are* the canonical form.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def text(value: str) -> str:
    """Return text in normal form C with line feeds, without spaces at its ends."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def number(value: Decimal) -> str:
    """Return a decimal in plain notation without trailing zeros: 1.50 is `1.5`, 100 is `100`, -0.0 is `0`."""
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in {"-0", ""} else plain


def content(value: Any) -> Any:
    """Return a value as canonical content; dates become ISO strings, decimals plain strings.

    Raises TypeError for floats and all else that has no one canonical form.
    """
    match value:
        case None | bool() | int():
            return value
        case str():
            return text(value)
        case Decimal():
            return number(value)
        case datetime():
            return value.isoformat()
        case date():
            return value.isoformat()
        case Mapping():
            return {_key(key): content(item) for key, item in value.items()}
        case Sequence():
            return [content(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form.")


def _key(key: str) -> str:
    if not (isinstance(key, str) and key.isascii()):
        raise TypeError(f"A key must be ASCII text, not {key!r}.")
    return key


_written = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def dump(value: Any) -> str:
    """Return the canonical JSON of a value."""
    return written(content(value))


def written(canonical: Any) -> str:
    """Return the JSON of what is canonical content already: where a million are written, asking again takes long."""
    return _written(canonical)


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON of a value, as 64 hexadecimal digits."""
    return hashlib.sha256(dump(value).encode()).hexdigest()
