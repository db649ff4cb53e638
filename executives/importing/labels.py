"""The words that people write for kinds, roles, priorities and yes or no; what is not listed is never guessed."""

import re
from collections.abc import Mapping

Words = Mapping[str, str]


def spellings(words: Mapping[str, str]) -> Words:
    """Return every spelling with the label that it means, the label itself among them."""
    return {spelling: label for label, listed in words.items() for spelling in (label, *listed.split(", "))}


KINDS = spellings(
    {
        "issue": "issues",
        "opportunity": "opportunities",
        "need": "needs",
        "constraint": "constraints",
        "exclusion": "exclusions",
    }
)
ROLES = spellings(
    {
        "signatory": "signatories, signs, signer",
        "input": "gives input, consulted",
        "informed": "fyi, for information, inform",
    }
)
PRIORITIES = spellings(
    {
        "must": "m, must have",
        "should": "s, should have",
        "could": "c, could have",
        "wont": "w, won't, wont have, won't have, will not, would not",
    }
)
YES_NO = spellings({"yes": "y, true, 1, ✓, ✔", "no": "n, false, 0"})


def label_in(words: Words, text: str) -> str | None:
    """Return the label that a text means, whatever its case, spaces, hyphens and apostrophes."""
    plain = re.sub(r"[\s\-_]+", " ", re.sub("[’‘`´]", "'", text)).strip(" .!?'").casefold()
    return words.get(plain)
