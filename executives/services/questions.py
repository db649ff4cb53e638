"""The administrator's deeds on the questions by which executives are asked."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from executives.models import Prompt
from executives.rules.prompts import leaves_a_beginning, may_be_added, may_word_questions, words_fit
from executives.selectors.prompts import Asked, questions_of
from pmo import clock
from pmo.access.locks import lock_office
from pmo.access.models import Office, Person
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused, wrong_input
from pmo.audit.services import record

SAID = ("fills", "question", "hint", "hidden")
GONE = wrong_input(_("There is no such question. Load the page again."))


@transaction.atomic
def word_question(
    *, office_id: int, name: str, question: str, hint: str = "", hidden: bool = False, by: Person
) -> None:
    """Ask a question in the office's own words from now on, or no more."""
    office = _entered(office_id, by)
    questions = questions_of(office)
    asked = _found(questions, name)
    words_fit(question=question, hint=hint).require()
    if hidden and asked.begins and not asked.hidden:
        leaves_a_beginning(questions, name).require()
    now = (asked.fills, str(asked.question), str(asked.hint), asked.hidden)
    if (asked.fills, question, hint, hidden) != now:
        _write(office, name, (asked.fills, question, hint, hidden), old=now, by=by)


@transaction.atomic
def add_question(*, office_id: int, fills: str, question: str, hint: str = "", by: Person) -> Prompt:
    """Ask one question more; the very same one again is the one that is there."""
    office = _entered(office_id, by)
    may_be_added(fills).require()
    words_fit(question=question, hint=hint).require()
    if same := office.prompts.filter(fills=fills, question=question, hint=hint, hidden=False).first():
        return same
    name = f"own-{office.prompts.filter(name__startswith='own-').count() + 1}"
    return _write(office, name, (fills, question, hint, False), old=None, by=by)


@transaction.atomic
def unword_question(*, office_id: int, name: str, by: Person) -> bool:
    """Go back to the product's question; return whether there was another. An office's own one is hidden instead."""
    office = _entered(office_id, by)
    questions = questions_of(office)
    asked = _found(questions, name)
    if asked.own is None or not asked.is_ours:
        return False
    said = {"old": {field: getattr(asked.own, field) for field in SAID}}
    record("prompt.removed", about=asked.own, office=office, by=by, payload=said)
    asked.own.delete()
    return True


def _entered(office_id: int, by: Person) -> Office:
    office = lock_office(office_id)
    may_word_questions(standing_of(by, office)).require()
    return office


def _found(questions: list[Asked], name: str) -> Asked:
    asked = next((each for each in questions if each.name == name), None)
    if asked is None:
        raise Refused(GONE)
    return asked


def _write(office: Office, name: str, said: tuple, *, old: tuple | None, by: Person) -> Prompt:
    new = dict(zip(SAID, said, strict=True))
    prompt, _made = Prompt.objects.update_or_create(
        office=office, name=name, defaults={**new, "changed_at": clock.now()}
    )
    before = dict(zip(SAID, old, strict=True)) if old else None
    record("prompt.changed", about=prompt, office=office, by=by, payload={"old": before, "new": new})
    return prompt
