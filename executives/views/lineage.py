"""The manager's doors to making requirements from others: merge, split, derive."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from executives.forms.lineage import MadeForm
from executives.joining import joined
from executives.models import Requirement
from executives.rules.lineage import may_keep_themes
from executives.selectors.themes import chosen
from executives.services import lineage
from executives.states import LineageKind
from executives.views.asking import attempt_on_shown, found
from executives.words import FIELDS, Words, words_of
from pmo.access.doors import OfficeRequest, office_page

MOST_PARTS = 12


@office_page(may_keep_themes)
def merge(request: OfficeRequest) -> HttpResponse:
    """Write down what two or more requirements say together; it takes their place."""
    return _one(request, LineageKind.MERGE, lineage.merge)


@office_page(may_keep_themes)
def derive(request: OfficeRequest) -> HttpResponse:
    """Write down what follows from one requirement or more; they stay as they are."""
    return _one(request, LineageKind.DERIVE, lineage.derive)


def _one(request: OfficeRequest, kind: LineageKind, deed: Callable[..., Requirement]) -> HttpResponse:
    office = request.standing.office
    sources = chosen(office, _numbers(request))
    form = MadeForm(request.POST or None, initial=_joined(sources))
    moved_on = False
    if request.method == "POST" and form.is_valid():
        given = {"office_id": office.pk, "shown_digests": _shown(request, sources), "by": request.user}
        made, moved_on = attempt_on_shown(form, lambda: deed(**given, words=form.words))
        if made:
            return _told(request, [made])
    told = {"form": form, "sources": sources, "kind": kind, "seats": _seats(sources)}
    return render(request, "executives/made.html", told, status=_status(moved_on, form))


@office_page(may_keep_themes)
def split(request: OfficeRequest, number: int) -> HttpResponse:
    """Write down the parts of a requirement; they take its place."""
    sources = chosen(request.standing.office, [number])
    source = found(next(iter(sources), None))
    forms = _parts(request, source)
    moved_on = False
    if request.method == "POST" and "more" not in request.POST and all(form.is_valid() for form in forms):
        parts, shown, by = [form.words for form in forms], _shown(request, sources)[source.pk], request.user
        made, moved_on = attempt_on_shown(
            forms[0], lambda: lineage.split(requirement_id=source.pk, parts=parts, shown_digest=shown, by=by)
        )
        if made:
            return _told(request, made)
    told = {"forms": forms, "sources": sources, "source": source, "seats": _seats(sources)}
    told["may_add"] = len(forms) < MOST_PARTS
    return render(request, "executives/split.html", told, status=_status(moved_on, *forms))


def _parts(request: OfficeRequest, source: Requirement) -> list[MadeForm]:
    """Return a form a part: two to begin with, one more when asked for; what was typed is kept."""
    assert source.wording is not None, "a requirement has words"
    now = {name: getattr(source.wording, name) for name in FIELDS}
    empty = {"kind": now["kind"], "priority": now["priority"], "wanted_by": now["wanted_by"]}
    given = request.POST.get("parts", "2")
    count = min(max(int(given) if given.isdecimal() and len(given) < 4 else 2, 2), MOST_PARTS)
    if request.method != "POST":
        return [MadeForm(initial=now if not part else empty, prefix=f"part{part}") for part in range(count)]
    if "more" in request.POST:
        typed = [MadeForm(initial=_typed(request, part), prefix=f"part{part}") for part in range(count)]
        return [*typed, MadeForm(initial=empty, prefix=f"part{count}")][:MOST_PARTS]
    return [MadeForm(request.POST, prefix=f"part{part}") for part in range(count)]


def _typed(request: OfficeRequest, part: int) -> dict[str, str]:
    return {name: request.POST.get(f"part{part}-{name}", "") for name in FIELDS}


def _numbers(request: OfficeRequest) -> list[int]:
    given = request.GET.getlist("requirement")
    return [int(each) for each in given if each.isdecimal() and len(each) < 10]


def _shown(request: OfficeRequest, sources: list[Requirement]) -> dict[int, str]:
    return {each.pk: request.POST.get(f"shown-{each.number}", "") for each in sources}


def _joined(sources: list[Requirement]) -> dict[str, object]:
    said: list[Words] = [words_of(each.wording) for each in sources if each.wording]
    words = joined(said) if said else None
    return {name: getattr(words, name) for name in FIELDS} if words else {}


def _seats(sources: list[Requirement]) -> list[str]:
    return list(dict.fromkeys(row.seat.title for each in sources for row in each.ownerships.all()))


def _status(moved_on: bool, *forms: Form) -> int:
    if moved_on:
        return HTTPStatus.CONFLICT
    return HTTPStatus.BAD_REQUEST if any(form.is_bound and form.errors for form in forms) else HTTPStatus.OK


def _told(request: OfficeRequest, made: list[Requirement]) -> HttpResponse:
    said = gettext("Written down as %(keys)s. The owners are asked to confirm these words.")
    messages.success(request, said % {"keys": ", ".join(each.key for each in made)})
    return redirect("executives:requirement", office=request.standing.office.slug, number=made[0].number)
