"""What the words of a merged requirement begin with: everything that its sources say, nothing twice."""

from collections.abc import Iterable, Sequence

from executives.states import Priority
from executives.words import Words

TEXTS = ("statement", "consequence_today", "benefit_wanted", "measure")
STRONGEST = list(Priority)


def joined(said: Sequence[Words]) -> Words:
    """Return the texts one below the other, the kind of most, the strongest priority, the earliest day."""
    texts = {name: _below(getattr(words, name) for words in said) for name in TEXTS}
    kinds = [words.kind for words in said]
    days = [words.wanted_by for words in said if words.wanted_by]
    return Words(
        **texts,
        kind=max(kinds, key=lambda kind: (kinds.count(kind), -kinds.index(kind))),
        priority=min((Priority(words.priority) for words in said), key=STRONGEST.index),
        wanted_by=min(days, default=None),
    )


def _below(texts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
