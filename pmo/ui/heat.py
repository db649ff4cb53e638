"""Pictures of who stands where: the places of a heat map, and bars whose parts are answers."""

from dataclasses import dataclass

from pmo.ui.words import Word


@dataclass(frozen=True, slots=True)
class Cell:
    """How one row stands to one column; `text` says it in full where the word alone does not.

    `starts_group` parts it from the column before; `is_plain` makes it small, because nothing is open there.
    """

    key: str
    word: Word
    starts_group: bool = False
    is_plain: bool = False
    text: str = ""

    @property
    def says(self) -> str:
        """What stands in the place, in words."""
        return self.text or str(self.word)


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: an answer, and how many gave it."""

    word: Word
    count: int
