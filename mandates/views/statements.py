"""Doors to one statement of the draft: add, change, remove, move, its sources and links."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mandates.differences import statement_differences
from mandates.forms.drafting import (
    STATEMENT_FORMS,
    LinksForm,
    RequirementFilter,
    SourcesForm,
    StatementForm,
)
from mandates.forms.remarks import PlaceForm
from mandates.models import MandateVersion, Statement, UnsavedStatement
from mandates.profiles import plain_fields, profile_of
from mandates.rules.drafting import may_draft
from mandates.selectors.drafts import (
    link_candidates,
    passed_on,
    place_of,
    seats_to_own,
    statement_by_key,
    statement_keyed,
)
from mandates.selectors.removals import removal_of
from mandates.selectors.requirements import picker_for
from mandates.selectors.unsaved import mine, typing_now, unsaved_texts
from mandates.services import statements
from mandates.stale import StaleText
from mandates.states import LineKind
from mandates.views.answers import done, show_again, status_of
from mandates.views.drafting import draft_to_change
from pmo.access.doors import OfficeRequest, office_page


def _statement(request: OfficeRequest, key: str) -> Statement:
    found = statement_keyed(draft_to_change(request), key)
    if found is None:
        raise Http404
    return found


def _form(request: OfficeRequest, version: MandateVersion, kind: str, initial: dict[str, Any]) -> StatementForm:
    shape = STATEMENT_FORMS.get(kind, StatementForm)
    return shape(request.POST or None, initial=initial, seats=seats_to_own(version))


def _to(request: OfficeRequest, page: str, key: str) -> HttpResponse:
    return redirect(f"mandates:{page}", office=request.standing.office.slug, key=key)


def _to_draft(request: OfficeRequest, key: str) -> HttpResponse:
    return redirect(reverse("mandates:draft", kwargs={"office": request.standing.office.slug}) + f"#{key}")


@office_page(may_draft)
def new(request: OfficeRequest, kind: str) -> HttpResponse:
    """Add a statement of a kind; its sources come next."""
    version = draft_to_change(request)
    own = mine(unsaved_texts(version, kind, None), request.user)
    form = _form(request, version, kind, own.fields if own else {})
    made: list[Statement] = []

    def add() -> None:
        text, profile = form.cleaned_data["text"], form.profile()
        made.append(
            statements.add_statement(version_id=version.pk, kind=kind, text=text, profile=profile, by=request.user)
        )

    if request.method == "POST" and form.is_valid() and done(form, add):
        return _to(request, "sources", made[0].key)
    shown = {"form": form, "kind": LineKind(kind), "unsaved": own}
    return render(request, "mandates/draft/new.html", shown, status=status_of(form))


@office_page(may_draft)
def change(request: OfficeRequest, key: str) -> HttpResponse:
    """Change what a statement says; a text that somebody else has saved meanwhile is shown beside the typed one."""
    found = _statement(request, key)
    typed = unsaved_texts(found.version, found.line.kind, found)
    own, typing = mine(typed, request.user), typing_now(typed, request.user)
    stands = {**plain_fields(profile_of(found)), "text": found.text, "shown": found.digest}
    form = _form(request, found.version, found.line.kind, {**stands, **_begun(own)})
    if request.method == "POST" and form.is_valid():
        try:
            if done(form, lambda: _change(request, found, form)):
                return _to_draft(request, key)
        except StaleText as stale:
            return _both_texts(request, form, stale.current)
    shown = {"form": form, "statement": found, "unsaved": own, "typing": typing}
    shown |= {"moved_on": bool(own and own.begun != found.digest), "place": place_form(found)}
    return render(request, "mandates/draft/statement.html", shown, status=status_of(form))


def _begun(own: UnsavedStatement | None) -> dict[str, Any]:
    """Return what was typed, with the digest that it began from: saving it over a newer text shows both."""
    return {**own.fields, "shown": own.begun} if own else {}


def _change(request: OfficeRequest, found: Statement, form: StatementForm) -> Statement:
    return statements.change_statement(
        statement_id=found.pk,
        text=form.cleaned_data["text"],
        profile=form.profile(),
        shown_digest=form.cleaned_data["shown"],
        by=request.user,
    )


def _both_texts(request: OfficeRequest, form: StatementForm, current: Statement) -> HttpResponse:
    seats = {seat.pk: seat.title for seat in form.seats or ()}
    differences = statement_differences(current, form.cleaned_data["text"], form.profile(), seats)
    show_again(form, current.digest)
    shown = {"form": form, "statement": current, "stale": True, "differences": differences}
    shown["place"] = place_form(current)
    return render(request, "mandates/draft/statement.html", shown, status=HTTPStatus.CONFLICT)


@office_page(may_draft)
def remove(request: OfficeRequest, key: str) -> HttpResponse:
    """Ask once, with numbers, then take a statement out of the draft."""
    found = statement_by_key(draft_to_change(request), key)
    if found is None:
        raise Http404
    if request.method == "POST":
        shown = request.POST.get("shown", "")
        statements.remove_statement(statement_id=found.pk, shown_digest=shown, by=request.user)
        return redirect("mandates:draft", office=request.standing.office.slug)
    removal = removal_of(request.standing.office, key)
    assert removal is not None
    shown_page = {
        "title": removal.title,
        "sentence": found.text,
        "consequences": removal.consequences,
        "label": removal.label,
        "hidden": {"shown": found.digest},
        "cancel_url": reverse("mandates:draft", kwargs={"office": request.standing.office.slug}) + f"#{key}",
    }
    return render(request, "confirm.html", shown_page)


@office_page(may_draft)
@require_POST
def move(request: OfficeRequest, key: str) -> HttpResponse:
    """Move a statement one place up or down among those of its kind."""
    step = -1 if request.POST.get("step") == "-1" else 1
    statements.move_statement(statement_id=_statement(request, key).pk, step=step, by=request.user)
    return _to_draft(request, key)


def place_form(found: Statement) -> PlaceForm | None:
    """Return the form by which a statement takes another place among its kind; None where there is but one."""
    now, among = place_of(found)
    return PlaceForm(initial={"place": now}, places=among) if among > 1 else None


@office_page(may_draft)
@require_POST
def place(request: OfficeRequest, key: str) -> HttpResponse:
    """Give a statement another place among those of its kind."""
    found = _statement(request, key)
    form = PlaceForm(request.POST, places=place_of(found)[1])
    if form.is_valid():
        statements.place_statement(statement_id=found.pk, place=form.cleaned_data["place"], by=request.user)
    return _to_draft(request, key)


@office_page(may_draft)
def sources(request: OfficeRequest, key: str) -> HttpResponse:
    """Choose the words that a statement comes from; the list can be narrowed, what is not listed stays."""
    found = _statement(request, key)
    narrowing = RequirementFilter(request.GET, seats=seats_to_own(found.version))
    picker = picker_for(found, **narrowing.narrowing())
    form = SourcesForm(request.POST or None, wording_ids=[each.wording.pk for each in picker.choices])
    if request.method == "POST" and form.is_valid():
        wanted = picker.wording_ids(set(form.cleaned_data["wording"]))
        if done(form, lambda: statements.set_sources(statement_id=found.pk, wording_ids=wanted, by=request.user)):
            return (
                _to(request, "links", key)
                if link_candidates(found) and not found.links_up.all()
                else _to_draft(request, key)
            )
    moved = passed_on(found)
    shown = {"form": form, "filter": narrowing, "picker": picker, "statement": found, "passed_on": moved}
    return render(request, "mandates/draft/sources.html", shown, status=status_of(form))


@office_page(may_draft)
@require_POST
def follow(request: OfficeRequest, key: str) -> HttpResponse:
    """Put in the place of sources that were merged or split up what stands for them now."""
    statements.follow_sources(statement_id=_statement(request, key).pk, by=request.user)
    return _to(request, "sources", key)


@office_page(may_draft)
def links(request: OfficeRequest, key: str) -> HttpResponse:
    """Choose what a statement addresses, serves or achieves."""
    found = _statement(request, key)
    candidates = link_candidates(found)
    if not candidates:
        raise Http404
    initial = {kind.value: [link.upper_id for link in found.links_up.all() if link.kind == kind] for kind in candidates}
    form = LinksForm(request.POST if request.method == "POST" else None, initial=initial, candidates=candidates)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: statements.set_links(statement_id=found.pk, uppers=form.uppers(), by=request.user))
    ):
        return _to_draft(request, key)
    shown = {"form": form, "statement": found}
    return render(request, "mandates/draft/links.html", shown, status=status_of(form))
