"""When two rows say the same: case, spaces and the shape of quotes apart."""

import re
import unicodedata

SINGLE = re.compile("[‘’‚‛`´′]")
DOUBLE = re.compile("[“”„‟«»″]|''")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def same_statement_key(email: str, statement: str) -> str:
    """Return what an executive's statement is known by: equal for two texts that differ in case, spaces or quotes."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", statement))
    text = DOUBLE.sub('"', SINGLE.sub("'", text))
    return f"{email.strip().casefold()}\n{' '.join(text.casefold().split())}"
