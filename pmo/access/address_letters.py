"""What is told to an old and a new address."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.access.letters import Letter, post
from pmo.access.links import GOOD_FOR, make_link
from pmo.access.models import AddressChange, Person, PersonalLink
from pmo.access.readers import as_read_by
from pmo.access.selectors import UNDO_WITHIN
from pmo.ui.dates import hour_in_words

KIND = "address"
NEW, UNDO = "address.new", "address.undo"


def tell_proposed(change: AddressChange, *, taken_by: Person | None) -> None:
    """Tell both addresses what an administrator proposes; somebody who has the new one already learns just that."""
    person = change.person
    with as_read_by(person):
        text = _(
            "%(by)s, administrator of %(office)s, proposes that you sign in with %(new)s in future. Nothing changes "
            "before you accept it. Follow the link to accept or to refuse."
        )
        _post(change, _("A new address is proposed for you"), text, _("Look at it"), _link(change, KIND))
    if taken_by:
        _tell_taken(taken_by)
        return
    with as_read_by(person):
        text = _(
            "%(by)s, administrator of %(office)s, proposes that %(name)s signs in with this address in future. If that "
            "is you, follow the link and sign in as before: then a code comes to this address. If it is not, leave it."
        )
        _post(change, _("Is this your address?"), text, _("It is mine"), _link(change, NEW), to=change.new_email)


def _tell_taken(owner: Person) -> None:
    with as_read_by(owner):
        text = _(
            "Somebody proposed this address for the sign-in of another person. It is yours, so nothing changes, and "
            "you need do nothing."
        )
        post(Letter(owner, KIND, _("Your address at PMO Mandate"), text))


def tell_changed(change: AddressChange) -> None:
    """Tell both addresses; the old one gets the way back."""
    with as_read_by(change.person):
        subject = _("Your address was changed")
        text = _(
            "From now on you sign in with %(new)s, and no longer with %(old)s. You are signed out everywhere, and can "
            "sign a mandate again from %(hour)s. If this was not you, follow the link within 24 hours: it brings the "
            "earlier address back."
        )
        _post(change, subject, text, _("This was not me"), _link(change, UNDO), to=change.old_email)
        text = _(
            "From now on you sign in with %(new)s, and no longer with %(old)s. You are signed out everywhere, and can "
            "sign a mandate again from %(hour)s."
        )
        _post(change, subject, text)


def tell_undone(change: AddressChange) -> None:
    """Tell both addresses that the earlier one is back."""
    with as_read_by(change.person):
        text = _(
            "The change to %(new)s is undone: you sign in with %(old)s, by a code that we mail to you. Whoever was "
            "signed in is signed out; the password, and what was added since to sign in with, is taken away. Signing a "
            "mandate is possible again from %(hour)s."
        )
        for address in (change.old_email, change.new_email):
            _post(change, _("Your earlier address is back"), text, to=address)


def tell_refused(change: AddressChange) -> None:
    """Tell the administrator that the person refuses."""
    with as_read_by(change.by):
        text = _("%(name)s has refused the address that you proposed. The earlier one stays.") % _said(change)
        post(Letter(change.by, KIND, _("The new address is refused"), text, office=change.office))


def _post(
    change: AddressChange, subject: str, text: str, deed: str = "", link: PersonalLink | None = None, to: str = ""
) -> None:
    post(Letter(change.person, KIND, subject, text % _said(change), deed, link, address=to))


def _said(change: AddressChange) -> Mapping[str, str]:
    until = change.person.signing_blocked_until
    return {
        "by": change.by.name,
        "name": change.person.name,
        "office": change.office.name if change.office else "",
        "old": change.old_email,
        "new": change.new_email,
        "hour": hour_of(until) if until else "",
    }


def hour_of(until: datetime) -> str:
    """Say an instant to the minute, in the reader's zone."""
    return hour_in_words(timezone.localtime(until))


def _link(change: AddressChange, purpose: str) -> PersonalLink:
    pages = {KIND: reverse("address"), NEW: f"/address/{change.pk}/", UNDO: f"/address/{change.pk}/"}
    good_for = UNDO_WITHIN if purpose == UNDO else GOOD_FOR
    return make_link(person=change.person, office=None, purpose=purpose, path=pages[purpose], good_for=good_for)
