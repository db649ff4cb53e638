"""One's own deed on how and when one is told: name, clock, quiet hours, language of mails."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo.access.models import Person
from pmo.access.services import change_preferences
from pmo.access.verdicts import wrong_input
from pmo.audit.services import record
from pmo.notices.rules import quiet_hours_are_sound
from pmo.notices.selectors.texts import has_language
from pmo.notices.services.anew import lock_own, plan_anew


@dataclass(frozen=True)
class Preferences:
    """What a person chooses for themselves."""

    name: str
    time_zone: str
    language: str
    quiet_from: int | None
    quiet_until: int | None


@transaction.atomic
def set_preferences(*, chosen: Preferences, by: Person) -> Person:
    """Change one's own settings; what is planned moves with them at once."""
    old = lock_own(by)
    quiet_hours_are_sound(chosen.quiet_from, chosen.quiet_until).require()
    if not has_language(chosen.language):
        wrong_input(_("There are no mails in this language. Choose another.")).require()
    change_preferences(person=by, name=chosen.name, time_zone=chosen.time_zone)
    before = {"quiet": [old.quiet_from, old.quiet_until], "language": old.language, "zone": old.time_zone}
    after = {
        "quiet": [chosen.quiet_from, chosen.quiet_until],
        "language": chosen.language,
        "zone": chosen.time_zone,
    }
    if before == after:
        return by
    by.quiet_from, by.quiet_until, by.language = chosen.quiet_from, chosen.quiet_until, chosen.language
    by.save(update_fields=["quiet_from", "quiet_until", "language"])
    record("person.hours_changed", about=by, office=None, by=by, payload={"old": before, "new": after})
    plan_anew(by)
    return by
