"""The manager's doors of requirements; auditors and administrators read."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from executives.forms.requirements import ReasonForm, RecordForm, RequirementFilter, WordsForm
from executives.models import Requirement
from executives.playback import changes
from executives.rules.papers import may_attach
from executives.selectors.requirements import (
    exported,
    narrowed,
    requirement_numbered,
    requirement_screen,
    requirements_of,
)
from executives.selectors.seats import seats_of
from executives.services import requirements
from executives.states import RequirementState
from executives.views.asking import attempt, attempt_on_shown, found, showing
from executives.words import FIELDS, words_of
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import is_manager, sees_working_pages
from pmo.ui.exports import Column, export

ON_A_PAGE = 50
COLUMNS = [
    Column(_("key"), 10),
    Column(_("ref"), 10),
    Column(_("seat"), 30),
    Column(_("kind"), 14),
    Column(_("statement"), 60),
    Column(_("consequence today"), 50),
    Column(_("benefit wanted"), 50),
    Column(_("measure"), 40),
    Column(_("wanted by"), 14),
    Column(_("priority"), 12),
    Column(_("state"), 16),
    Column(_("confirmed by"), 24),
    Column(_("confirmed on"), 14),
    Column(_("on paper, recorded by"), 24),
    Column(_("why left out"), 40),
]


@office_page(sees_working_pages)
def index(request: OfficeRequest) -> HttpResponseBase:
    """List the requirements, narrowed and in pages, or as a file."""
    office = request.standing.office
    form = RequirementFilter(request.GET, seats=seats_of(office))
    listed = narrowed(requirements_of(office), **form.narrowing)
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return export(exported(listed), COLUMNS, name=gettext("requirements"), kind=kind)  # type: ignore[arg-type]
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    to_play_back = requirements_of(office).filter(state=RequirementState.RECORDED).count()
    screen = {"filter": form, "listed": page, "to_play_back": to_play_back, "may_write": request.standing.is_manager}
    screen |= {f"{kind}_url": _as_file(request, kind) for kind in ("csv", "xlsx")}
    return render(request, "executives/requirements.html", screen)


def _as_file(request: OfficeRequest, kind: str) -> str:
    query = request.GET.copy()
    query["format"] = kind
    return f"?{query.urlencode()}"


@office_page(sees_working_pages)
def show(request: OfficeRequest, number: int) -> HttpResponse:
    """Show a requirement with its history and where it landed."""
    requirement = _requirement(request, number)
    shown = {"screen": requirement_screen(requirement), "may_write": request.standing.is_manager}
    shown |= {"may_attach": bool(may_attach(request.standing, requirement))}
    return render(request, "executives/requirement.html", shown)


@office_page(is_manager)
def new(request: OfficeRequest) -> HttpResponse:
    """Write down what somebody said in an interview."""
    office = request.standing.office
    form = RecordForm(request.POST or None, seats=seats_of(office), initial={"seat": request.GET.get("seat")})
    if request.method == "POST" and form.is_valid():
        seat_id, by = form.cleaned_data["seat"], request.user
        made = attempt(form, lambda: requirements.record_requirement(seat_id=seat_id, words=form.words, by=by))
        if made:
            messages.success(request, gettext("%(key)s is written down.") % {"key": made.key})
            if "another" in request.POST:
                return redirect(f"{reverse('executives:new_requirement', args=[office.slug])}?seat={seat_id}")
            return _to(made, request)
    return render(request, "executives/requirement_new.html", {"form": form}, status=400 if form.errors else 200)


@office_page(is_manager)
def edit(request: OfficeRequest, number: int) -> HttpResponse:
    """Change what is written down; when somebody was faster, show both texts and keep what was typed."""
    requirement = _requirement(request, number)
    now = _initial(requirement)
    form = WordsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        shown, by = form.cleaned_data["shown"], request.user
        changed, moved_on = attempt_on_shown(
            form,
            lambda: requirements.change_requirement(
                requirement_id=requirement.pk, words=form.words, shown_digest=shown, by=by
            ),
        )
        if changed:
            return _to(changed, request)
        if moved_on:
            return _both_texts(request, form, number)
    screen = {"form": form, "requirement": requirement, "typed": None}
    return render(request, "executives/requirement_edit.html", screen, status=400 if form.errors else 200)


def _both_texts(request: OfficeRequest, form: WordsForm, number: int) -> HttpResponse:
    requirement = _requirement(request, number)
    assert requirement.wording is not None, "a requirement has words"
    typed = changes(words_of(requirement.wording), form.words)
    screen = {"form": showing(form, requirement.wording.digest), "requirement": requirement, "typed": typed}
    return render(request, "executives/requirement_edit.html", screen, status=HTTPStatus.CONFLICT)


@office_page(is_manager)
def withdraw(request: OfficeRequest, number: int) -> HttpResponse:
    """Take back what was written down by mistake."""
    requirement = _requirement(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        deed = attempt(
            form, lambda: requirements.withdraw(requirement_id=requirement.pk, reason=reason, by=request.user)
        )
        if deed:
            return _to(requirement, request)
    screen = {"form": form, "requirement": requirement}
    return render(request, "executives/requirement_withdraw.html", screen, status=400 if form.errors else 200)


@office_page(is_manager)
@require_POST
def play_back(request: OfficeRequest, number: int) -> HttpResponse:
    """Show one requirement to its executive."""
    requirement = _requirement(request, number)
    requirements.play_back(requirement_ids=[requirement.pk], by=request.user)
    return _to(requirement, request)


@office_page(is_manager)
@require_POST
def play_back_all(request: OfficeRequest) -> HttpResponse:
    """Show all that is written down and not played back yet to those who said it."""
    office = request.standing.office
    recorded = requirements_of(office).filter(state=RequirementState.RECORDED)
    done = requirements.play_back(requirement_ids=recorded.values_list("pk", flat=True), by=request.user)
    if done:
        said = ngettext("%(number)s requirement is played back.", "%(number)s requirements are played back.", len(done))
        messages.success(request, said % {"number": len(done)})
    return redirect("executives:requirements", office=office.slug)


def _requirement(request: OfficeRequest, number: int) -> Requirement:
    return found(requirement_numbered(request.standing.office, number))


def _initial(requirement: Requirement) -> dict:
    wording = requirement.wording
    assert wording is not None, "a requirement has words"
    return {name: getattr(wording, name) for name in FIELDS} | {"shown": wording.digest}


def _to(requirement: Requirement, request: OfficeRequest) -> HttpResponse:
    return redirect("executives:requirement", office=request.standing.office.slug, number=requirement.number)
