"""What stands of the mandate before a version is in force, and what comes next for one reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import MandateVersion
from mandates.places import version_url
from mandates.rules.drafting import may_draft, sees_version
from mandates.selectors.versions import open_version, version_in_force
from mandates.states import VersionState
from pmo.access.standing import Standing


@dataclass(frozen=True)
class WhatStands:
    """A page with one sentence and perhaps one deed."""

    title: str
    sentence: str
    label: str = ""
    url: str = ""


def standing_page(standing: Standing) -> WhatStands:
    """Say what stands and what comes next for this reader."""
    version = open_version(standing.office)
    title = _("No mandate is in force yet")
    if in_force := version_in_force(standing.office):
        return _after_the_first_version(standing, in_force)
    if version is None:
        return _before_the_first_draft(standing, title)
    sentence = _sentence(version)
    if not sees_version(standing, version):
        return WhatStands(title, sentence)
    return WhatStands(title, sentence, _("Read it"), version_url(version))


def _before_the_first_draft(standing: Standing, title: str) -> WhatStands:
    sentence = _("Nobody has begun to draft. The mandate comes from what the executives say they want.")
    if not may_draft(standing):
        return WhatStands(title, sentence)
    url = reverse("mandates:open_draft", kwargs={"office": standing.office.slug})
    return WhatStands(title, sentence, _("Open the first draft"), url)


def _after_the_first_version(standing: Standing, in_force: MandateVersion) -> WhatStands:
    sentence = _("Version %(number)s is in force. A new draft begins as its copy; nothing changes until it is signed.")
    title, words = _("No draft is open"), sentence % {"number": in_force.key}
    if not may_draft(standing):
        return WhatStands(title, words, _("Read what is in force"), version_url(in_force))
    url = reverse("mandates:open_draft", kwargs={"office": standing.office.slug})
    return WhatStands(title, words, _("Open the next draft"), url)


def _sentence(version: MandateVersion) -> str:
    match version.state:
        case VersionState.IN_CONSENSUS:
            return _("A draft is with the executives: each takes a stance on every statement of it.")
        case VersionState.AGREED:
            sentence = _("Version %(number)s is agreed by all who must agree. Signing comes next.")
        case VersionState.OUT_FOR_SIGNATURE:
            sentence = _("Version %(number)s is out for signature. The last signature puts it in force.")
        case VersionState.ON_NOTICE:
            sentence = _("Version %(number)s changes wording only. It comes into force unless somebody objects.")
        case _other:
            return _("A draft is being written. When it is ready, the executives are asked about every statement.")
    return sentence % {"number": version.key}
