"""What an office calls somebody who has not come in yet: as it typed the name, never as they call themselves elsewhere.

The door of an office's pages sets the names for the length of one request, and every person who is loaded behind it
takes them: so no page, list or file can forget to ask. They are looked up when the first person is loaded.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

_reader: ContextVar[int | None] = ContextVar("who reads", default=None)
_typed: ContextVar[Callable[[], Mapping[int, str]]] = ContextVar("typed names", default=dict)


def typed_name(person_id: int | None) -> str:
    """Return the name that the present office typed for a person, or nothing; readers go by their own."""
    if person_id is None or person_id == _reader.get():
        return ""
    return _typed.get()().get(person_id, "")


@contextmanager
def as_typed(names: Callable[[], Mapping[int, str]], *, reader: int) -> Iterator[None]:
    """Call these people as they were typed, until the block ends."""
    tokens = _reader.set(reader), _typed.set(cache(names))
    try:
        yield
    finally:
        _reader.reset(tokens[0])
        _typed.reset(tokens[1])
