"""Pages of reminders: rules, what will go out, what went out; and the mailbox of a demonstration."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.access.doors import OfficeRequest, office_page
from pmo.access.models import Office
from pmo.access.verdicts import Ground, Refused
from pmo.notices.forms.rules import RuleForm
from pmo.notices.rules import may_set_rule, sees_reminders
from pmo.notices.selectors.reminders import (
    coming_of,
    mailbox,
    mails_of,
    notices_under_way,
    pulse,
    rule_of,
    rules_of,
    went,
)
from pmo.notices.services import set_rule
from pmo.ui.exports import Column, Kind, export, wanted

PER_PAGE = 50
COMING = [
    Column(gettext_lazy("When"), 18),
    Column(gettext_lazy("To whom"), 26),
    Column(gettext_lazy("Of what"), 30),
    Column(gettext_lazy("Why then"), 24),
    Column(gettext_lazy("Due"), 14),
    Column(gettext_lazy("Status"), 14),
]
SENT = [
    Column(gettext_lazy("When"), 18),
    Column(gettext_lazy("To whom"), 26),
    Column(gettext_lazy("E-mail address"), 34),
    Column(gettext_lazy("Subject"), 50),
    Column(gettext_lazy("Status"), 14),
]


@office_page(sees_reminders)
def reminders(request: OfficeRequest) -> HttpResponseBase:
    """Show the rules, what will go out in the next forty days, and what went out."""
    office = request.standing.office
    if kind := wanted(request):
        return _as_file(office, kind, sent=request.GET.get("list") == "sent")
    sent = Paginator(mails_of(office), PER_PAGE).get_page(request.GET.get("sent"))
    coming = Paginator(notices_under_way(office), PER_PAGE).get_page(request.GET.get("coming"))
    context = {
        "rules": rules_of(office),
        "may_set": may_set_rule(request.standing),
        "coming": coming,
        "coming_rows": coming_of(office, list(coming)),
        "sent": sent,
        "sent_rows": went(sent),
        "pulse": pulse(),
    }
    return render(request, "notices/reminders.html", context)


def _as_file(office: Office, kind: Kind, *, sent: bool) -> HttpResponseBase:
    """Return what went out or what will, as a list to keep."""
    if sent:
        rows = [
            (
                it.mail.sent_at or it.mail.made_at,
                it.mail.to_name,
                it.mail.to_address,
                it.subject,
                str(it.mail.word),
            )
            for it in went(mails_of(office))
        ]
        return export(rows, SENT, name=_("What went out"), kind=kind)
    planned = [(it.at, it.name, it.label, it.why, it.due_on, str(it.word)) for it in coming_of(office)]
    return export(planned, COMING, name=_("What will go out"), kind=kind)


@office_page(may_set_rule)
def rule(request: OfficeRequest, kind: str) -> HttpResponse:
    """Change when one kind of duty is reminded of."""
    office = request.standing.office
    row = rule_of(office, kind)
    if row is None:
        raise Http404
    form, status = RuleForm(request.POST or None, initial=model_to_dict(row.rule, fields=RuleForm.base_fields)), 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and _is_set(request, kind, form):
            messages.success(request, _("The reminders are changed; what was planned has moved with them."))
            return redirect("notices:reminders", office=office.slug)
    return render(request, "notices/rule.html", {"form": form, "row": row}, status=status)


def _is_set(request: OfficeRequest, kind: str, form: RuleForm) -> bool:
    """Set the rule, or put the sentence of the refusal into the form."""
    try:
        set_rule(office_id=request.standing.office.pk, kind=kind, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        if refusal.verdict.ground == Ground.ROLE:
            raise
        form.add_error(None, str(refusal.verdict.reason))
        return False
    return True


@login_required
def mailbox_page(request: HttpRequest) -> HttpResponse:
    """Show what a demonstration would have mailed; elsewhere there is no such page."""
    if not settings.MAILBOX_PAGE:
        raise Http404
    page = Paginator(mailbox(), 20).get_page(request.GET.get("page"))
    return render(request, "notices/mailbox.html", {"messages_kept": page})
