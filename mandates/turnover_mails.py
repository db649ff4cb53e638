"""What people are told at once when a seat changes hands, and when its new holder asks to reopen the mandate."""

from django.urls import reverse
from django.utils.translation import gettext as _

from executives.models import Holder
from mandates.models import MandateVersion, Ratification, Signature
from pmo.access.selectors import memberships_of
from pmo.access.states import Role
from pmo.notices.kinds import Told
from pmo.notices.services import mail_at_once
from pmo.ui.dates import in_words


def seat_taken(holder: Holder, version: MandateVersion, signature: Signature | None) -> None:
    """Tell the new holder of a seat what it stands for, once a tenure and version."""
    office, seat = version.mandate.office, holder.seat
    url = f"{reverse('mandates:briefing', kwargs={'office': office.slug})}?seat={seat.pk}"
    names = {"seat": seat.title, "office": office.name, "number": version.key}

    def told() -> Told:
        text = _("You hold the seat %(seat)s in %(office)s now, and version %(number)s of the mandate is in force.")
        said = " ".join([text % names, _signed_by(signature), _asked()])
        return Told(_("What your seat stands for: %(seat)s") % names, said, _("Read it"), url)

    about = {"kind": "seat.briefing", "occurrence": f"holder:{holder.pk}:{version.pk}"}
    mail_at_once(office=office, people={f"seat:{seat.pk}": holder.person}, tells=told, **about)


def _signed_by(signature: Signature | None) -> str:
    if signature is None:
        return _("Nobody has signed it for this seat.")
    day = in_words(signature.at, today=signature.at.date(), style="day")
    names = {"name": signature.person.name, "number": signature.version.key, "day": day}
    return _("%(name)s signed version %(number)s for the seat on %(day)s; that signature stays theirs.") % names


def _asked() -> str:
    return _(
        "One page says what the seat asked for, what it signed and what is open. Please read it, and say whether you "
        "stand by it or want it reopened."
    )


def reopening_asked(wish: Ratification) -> None:
    """Tell the PMO managers that the new holder of a seat wants the version in force looked at again."""
    office = wish.version.mandate.office
    names = {"name": wish.person.name, "seat": wish.seat.title, "number": wish.version.key, "wish": wish.wish}

    def told() -> Told:
        text = _(
            "%(name)s holds the seat %(seat)s now and wants version %(number)s of the mandate looked at again: "
            "“%(wish)s” It stays in force meanwhile. Open a draft or a review, or answer in a sentence."
        )
        url = reverse("mandates:successors", kwargs={"office": office.slug})
        return Told(_("%(seat)s wants the mandate reopened") % names, text % names, _("Read the wish"), url)

    managers = memberships_of(office).filter(role=Role.MANAGER)
    people = {f"membership:{each.pk}": each.person for each in managers}
    mail_at_once(office=office, people=people, kind="version.reopening_asked", occurrence=f"wish:{wish.pk}", tells=told)


def wish_answered(wish: Ratification) -> None:
    """Tell whoever wanted the mandate reopened what becomes of it."""
    office, by = wish.version.mandate.office, wish.answered_by
    names = {"name": by.name if by else "", "number": wish.version.key, "answer": wish.answer}

    def told() -> Told:
        text = _("%(name)s has answered your wish to reopen version %(number)s of the mandate: “%(answer)s”")
        url = f"{reverse('mandates:briefing', kwargs={'office': office.slug})}?seat={wish.seat_id}"
        subject = _("Your wish to reopen the mandate is answered")
        return Told(subject, text % names, _("Open the page"), url)

    about = {"kind": "version.reopening_answered", "occurrence": f"wish:{wish.pk}"}
    mail_at_once(office=office, people={f"seat:{wish.seat_id}": wish.person}, tells=told, **about)
