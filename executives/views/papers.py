"""The doors of consent on paper: record one, read it, let it count, and the rule."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from executives.forms.papers import PaperForm, PaperRuleForm
from executives.models import PaperConsent, Requirement
from executives.rules.papers import may_attach, may_set_paper_rule, sees_paper
from executives.selectors.papers import bytes_of, owners_of, paper_counts_in, paper_numbered
from executives.selectors.requirements import requirement_numbered
from executives.services import papers
from executives.views.asking import attempt, attempt_on_shown, found, showing
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.models import Person
from pmo.access.rules import is_manager


@office_page(is_manager)
def new(request: OfficeRequest, number: int) -> HttpResponse:
    """Record a paper beside the words that the page shows."""
    requirement = _requirement(request, number)
    may_attach(request.standing, requirement).require()
    wording = requirement.wording
    assert wording is not None, "a requirement has words"
    begun = {"seat": requirement.seat_id, "shown": wording.digest}
    form = PaperForm(request.POST or None, request.FILES or None, seats=owners_of(requirement), initial=begun)
    moved_on = False
    if request.method == "POST" and form.is_valid():
        done, moved_on = attempt_on_shown(form, lambda: _record(requirement, form, request.user))
        if done:
            messages.success(request, gettext("The paper is recorded."))
            return _to(requirement, request)
        if moved_on:
            showing(form, wording.digest)
    screen = {"form": form, "requirement": requirement, "paper_counts": paper_counts_in(request.standing.office)}
    status = HTTPStatus.CONFLICT if moved_on else HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "executives/papers/new.html", screen, status=status)


@office_page()
def show(request: OfficeRequest, number: int) -> HttpResponse:
    """Hand the file of a paper out to keep: never shown in the page, never taken for anything but what it is."""
    paper = _paper(request, number)
    sees_paper(request.standing, paper).require()
    answer = HttpResponse(bytes_of(paper), content_type=paper.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, paper.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@office_page(is_manager)
@require_POST
def count(request: OfficeRequest, number: int) -> HttpResponse:
    """Let a paper that was recorded earlier count as the confirmation."""
    paper = _paper(request, number)
    papers.let_count(paper_id=paper.pk, by=request.user)
    return _to(paper.wording.requirement, request)


@office_page(may_set_paper_rule)
def rule(request: OfficeRequest) -> HttpResponse:
    """Say whether a paper counts in this office."""
    office = request.standing.office
    now = paper_counts_in(office)
    form = PaperRuleForm(request.POST or None, initial={"paper_counts": "yes" if now else "no"})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["paper_counts"]
        if attempt(form, lambda: papers.set_paper_rule(office_id=office.pk, paper_counts=chosen, by=request.user)):
            messages.success(request, gettext("The rule is kept. It holds for papers from now on."))
            return redirect("executives:paper_rule", office=office.slug)
    return render(request, "executives/papers/rule.html", {"form": form}, status=400 if form.errors else 200)


def _record(requirement: Requirement, form: PaperForm, by: Person) -> PaperConsent:
    given = form.cleaned_data
    return papers.record_paper(
        requirement_id=requirement.pk,
        seat_id=given["seat"],
        day=given["day"],
        name=given["file"].name,
        data=given["file"].read(),
        shown_digest=given["shown"],
        by=by,
    )


def _requirement(request: OfficeRequest, number: int) -> Requirement:
    return found(requirement_numbered(request.standing.office, number))


def _paper(request: OfficeRequest, number: int) -> PaperConsent:
    return found(paper_numbered(request.standing.office, number))


def _to(requirement: Requirement, request: OfficeRequest) -> HttpResponse:
    return redirect("executives:requirement", office=request.standing.office.slug, number=requirement.number)
