"""Where the apps above say what they do for a statement; and what became of a requirement, said to the app below."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

from pmo.access.registry import Sources


@dataclass(frozen=True)
class ServedBy:
    """One thing of an app above that serves a line: a plan item, a measurement."""

    key: str
    text: str | Promise
    url: str = ""
    note: str | Promise = ""


@dataclass(frozen=True)
class Service:
    """All that serves a line: a sentence for the margin of the document, and the things one by one."""

    sentence: str | Promise
    url: str = ""
    things: tuple[ServedBy, ...] = field(default=())


SERVED_BY = Sources()
"""(version, line ids) -> {line id: Service}: what the apps above do for the lines of a version."""


@dataclass(frozen=True)
class Impact:
    """What an edit of the mandate does to an app above: a sentence with the number, and the things one by one."""

    name: str
    sentence: str | Promise
    things: tuple[ServedBy, ...]


IMPACT = Sources()
"""(office, content as it stands, content after the edit) -> [Impact]: what the apps above say to *what if*."""
