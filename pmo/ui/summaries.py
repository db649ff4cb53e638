"""What stands around a list or a form: the pages beside this one, the errors in it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.http import QueryDict


class FieldError(NamedTuple):
    """One thing to put right; `anchor` is the id of its field, empty when it concerns the whole form."""

    anchor: str
    label: str
    sentence: str

    @property
    def lead(self) -> str:
        """The label before its sentence; a question keeps its own mark."""
        return self.label if self.label.endswith("?") else f"{self.label}:"


def errors_of(*forms: BaseForm | BaseFormSet) -> list[FieldError]:
    """List the errors of forms and formsets in the order in which their fields stand; no form has none."""
    return [error for form in forms if form for error in _errors(form)]


def _errors(form: BaseForm | BaseFormSet) -> Iterator[FieldError]:
    if isinstance(form, BaseFormSet):
        if form.is_bound:
            yield from (FieldError("", "", str(sentence)) for sentence in form.non_form_errors())
        for each in form.forms:
            yield from _errors(each)
        return
    yield from (FieldError("", "", str(sentence)) for sentence in form.non_field_errors())
    for field in form:
        anchor = "" if field.is_hidden else _first_control(field)
        yield from (FieldError(anchor, str(field.label), str(sentence)) for sentence in field.errors)


def _first_control(field: BoundField) -> str:
    """Radios and checkboxes in a group have no control with the group's own id: name the first."""
    return field.id_for_label or f"{field.auto_id}_0"


def neighbours(page: Page) -> list[tuple[str, int]]:
    """Name the pages that one can go to from this one."""
    found = []
    if page.has_previous():
        found.append(("previous", page.previous_page_number()))
    if page.has_next():
        found.append(("next", page.next_page_number()))
    return found


def page_query(query: QueryDict | None, param: str, number: int) -> str:
    """Return the query string for another page, all other parameters kept."""
    query = query.copy() if query is not None else QueryDict(mutable=True)
    query[param] = str(number)
    return "?" + query.urlencode()
