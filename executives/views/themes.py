"""The manager's doors to themes; auditors and administrators read."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from executives.forms.lineage import ThemeForm, ThemesForm
from executives.models import Theme
from executives.rules.lineage import may_keep_themes
from executives.selectors.themes import exported, theme_numbered, themes_of, themes_screen
from executives.services import themes
from executives.views.asking import attempt, found
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import sees_working_pages
from pmo.ui.exports import Column, export

COLUMNS = [
    Column(_("theme"), 30),
    Column(_("key"), 10),
    Column(_("seats"), 40),
    Column(_("statement"), 60),
    Column(_("state"), 16),
]
DEEDS = {"merge": "executives:merge", "derive": "executives:derive"}


@office_page(sees_working_pages)
def index(request: OfficeRequest) -> HttpResponseBase:
    """List requirements by theme, put some under one, or go on with some to merging and deriving."""
    office, works = request.standing.office, request.standing.is_manager
    screen = themes_screen(office)
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return export(exported(screen), COLUMNS, name=gettext("themes"), kind=kind)  # type: ignore[arg-type]
    if request.method == "POST":
        may_keep_themes(request.standing).require()
    form = ThemesForm(request.POST or None, numbers=screen.ids, themes=screen.themes)
    if request.method == "POST" and form.is_valid():
        if deed := DEEDS.get(request.POST.get("deed", "")):
            return _with_chosen(request, deed, screen.numbers(form.cleaned_data["requirement"]))
        if attempt(form, lambda: _put(request, form)) is not None:
            return redirect("executives:themes", office=office.slug)
    picked = (request.POST or request.GET).getlist("requirement")
    told = {"screen": screen, "form": form, "may_write": works, "picked": picked}
    return render(request, "executives/themes.html", told, status=400 if form.errors else 200)


def _put(request: OfficeRequest, form: ThemesForm) -> list:
    given = form.cleaned_data
    done = themes.put_under(
        office_id=request.standing.office.pk,
        theme_id=given["theme"],
        requirement_ids=given["requirement"],
        name=given["name"],
        by=request.user,
    )
    said = ngettext("%(number)d requirement is sorted.", "%(number)d requirements are sorted.", len(done))
    messages.success(request, said % {"number": len(done)})
    return done


def _with_chosen(request: OfficeRequest, deed: str, numbers: list[int]) -> HttpResponse:
    query = QueryDict(mutable=True)
    query.setlist("requirement", [str(each) for each in numbers])
    return redirect(f"{reverse(deed, args=[request.standing.office.slug])}?{query.urlencode()}")


@office_page(may_keep_themes)
def edit(request: OfficeRequest, number: int) -> HttpResponse:
    """Rename a theme, or move it up or down."""
    office = request.standing.office
    theme: Theme = found(theme_numbered(office, number))
    form = ThemeForm(request.POST if "name" in request.POST else None, initial={"name": theme.name})
    if request.method == "POST" and "step" in request.POST:
        step = -1 if request.POST["step"] == "-1" else 1
        themes.move_theme(theme_id=theme.pk, step=step, by=request.user)
        return redirect("executives:theme", office=office.slug, number=theme.pk)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if attempt(form, lambda: themes.rename_theme(theme_id=theme.pk, name=name, by=request.user)):
            return redirect("executives:themes", office=office.slug)
    told = {"form": form, "theme": theme, "themes": themes_of(office)}
    return render(request, "executives/theme.html", told, status=400 if form.errors else 200)
