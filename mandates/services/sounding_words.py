"""The administrator's deeds on the words of soundings: what a step of a scale is called and means."""

from collections.abc import Sequence

from django.db import transaction

from mandates.models import SoundingThreshold, SoundingWords
from mandates.rules.soundings import may_word_soundings, threshold_is_sound, words_are_sound
from mandates.selectors.soundings import meanings_of, threshold_of
from mandates.sounding_states import MEANINGS, Meaning, SoundingMethod
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def set_words(
    *, office_id: int, method: str, steps: Sequence[Meaning], threshold: int | None = None, by: Person
) -> Office:
    """Word the steps of a scale for the soundings that are opened from now on; those that are open keep theirs."""
    office = lock_office(office_id)
    may_word_soundings(standing_of(by, office)).require()
    wanted = {step.value: (canonical.text(str(step.label)), canonical.text(str(step.text))) for step in steps}
    for label, text in wanted.values():
        words_are_sound(label, text).require()
    before = _said(office, method)
    for own in MEANINGS.get(SoundingMethod(method), ()):
        _keep(office, method, own, wanted.get(own.value))
    if threshold is not None:
        threshold_is_sound(threshold).require()
        before["threshold"] = threshold_of(office)
        SoundingThreshold.objects.update_or_create(office=office, defaults={"fingers": threshold})
    after = _said(office, method) | ({"threshold": threshold} if threshold is not None else {})
    if after != before:
        payload = {"method": method, "old": before, "new": after}
        record("sounding_words.changed", about=office, office=office, by=by, payload=payload)
    return office


def _keep(office: Office, method: str, own: Meaning, wanted: tuple[str, str] | None) -> None:
    """Keep a step's words where they are not the product's own."""
    if wanted is None or wanted == (str(own.label), str(own.text)):
        SoundingWords.objects.filter(office=office, method=method, value=own.value).delete()
        return
    label, text = wanted
    SoundingWords.objects.update_or_create(
        office=office, method=method, value=own.value, defaults={"label": label, "text": text}
    )


def _said(office: Office, method: str) -> dict[str, object]:
    return {str(each.value): [str(each.label), str(each.text)] for each in meanings_of(office, method)}
