"""Twelve months ahead: who would get what, and when."""

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.access.doors import OfficeRequest, office_page
from pmo.notices.forms.ahead import AheadFilter
from pmo.notices.rules import sees_reminders
from pmo.notices.selectors.ahead import Ahead, ahead_of, items_of
from pmo.ui.exports import Column, Exported, export, wanted

PER_PAGE = 50
LONGEST_NUMBER = 15
COLUMNS = [
    Column(gettext_lazy("When"), 18),
    Column(gettext_lazy("To whom"), 26),
    Column(gettext_lazy("E-mail address"), 34),
    Column(gettext_lazy("Of what"), 30),
    Column(gettext_lazy("Why then"), 24),
    Column(gettext_lazy("Due"), 14),
    Column(gettext_lazy("What somebody else owes")),
]


@office_page(sees_reminders)
def ahead(request: OfficeRequest) -> HttpResponseBase:
    """Show the months to come with the number of their mails, and the mails of one month."""
    found = ahead_of(request.standing.office, _person(request.GET.get("person", "")))
    if kind := wanted(request):
        return export(_rows(found), COLUMNS, name=_("Twelve months ahead"), kind=kind)
    month = found.month(request.GET.get("month", ""))
    page = Paginator(month.mails if month else [], PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "ahead": found,
        "form": AheadFilter(request.GET or None, people=found.people),
        "month": month,
        "page_of": page,
        "mails": [(mail, items_of(mail)) for mail in page],
        "asked": request.GET.get("person", "") if _person(request.GET.get("person", "")) else "",
    }
    return render(request, "notices/ahead.html", context)


def _person(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) <= LONGEST_NUMBER else None


def _rows(found: Ahead) -> list[list[Exported]]:
    return [
        [
            item.foreseen.at,
            mail.person.name,
            mail.person.email,
            item.label,
            item.offset,
            item.foreseen.due_on,
            _("yes") if item.foreseen.is_about_others else _("no"),
        ]
        for mail in found.mails
        for item in items_of(mail)
    ]
