"""What taking a statement out of the draft will do, in sentences with numbers: the same that *what if* shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates.consequences import Consequences, Edit
from mandates.selectors.what_if import WhatIf, ground_of, what_if
from pmo.access.models import Office


@dataclass(frozen=True)
class Removal:
    """What taking a statement out will do, in sentences with numbers."""

    title: str
    label: str
    consequences: tuple[str, ...]


def removal_of(office: Office, key: str) -> Removal | None:
    """Say what taking a statement out of the open draft will do; None when there is no draft."""
    ground = ground_of(office)
    if ground is None:
        return None
    tried = what_if(ground, [Edit(key)])
    words = {"key": key}
    said = [
        _("The number %(key)s is not used again for another statement.") % words,
        *_of_requirements(tried.found),
        *_of_links(tried, key),
        *(str(impact.sentence) for impact in tried.impacts),
        _("Versions that are agreed or in force keep it as it was."),
    ]
    return Removal(_("Take %(key)s out of the draft?") % words, _("Take %(key)s out") % words, tuple(said))


def _of_requirements(found: Consequences) -> list[str]:
    if not found.lost:
        return []
    lost = ngettext(
        "%(sources)d requirement loses this place.", "%(sources)d requirements lose this place.", len(found.lost)
    )
    said = [lost % {"sources": len(found.lost)}]
    if alone := [each.key for each in found.unanswered]:
        waiting = ngettext(
            "%(keys)s is in no other statement, and waits for a place or a reason.",
            "%(keys)s are in no other statement, and wait for a place or a reason.",
            len(alone),
        )
        said.append(waiting % {"keys": get_text_list(alone, _("and"))})
    return said


def _of_links(tried: WhatIf, key: str) -> list[str]:
    own = sum(len(each["links"]) for each in tried.ground.now["statements"] if each["key"] == key)
    links = own + len(tried.found.hanging)
    return [ngettext("%(links)d link goes with it.", "%(links)d links go with it.", links) % {"links": links}] * bool(
        links
    )
