"""How django-allauth behaves here: nobody signs up by themselves, and nobody can lock somebody else out."""

from contextlib import nullcontext
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pmo.access import proofs, sessions
from pmo.access.browsers import trust_browser
from pmo.access.models import Person
from pmo.access.passkeys import passkeys_of
from pmo.access.posting import BesideThePage
from pmo.access.readers import as_read_by
from pmo.access.rules import MEANS
from pmo.access.seals import seal
from pmo.access.selectors import known_by
from pmo.access.services.means import note_new_password
from pmo.access.services.sessions import note_sign_in


class ClosedDoorAdapter(DefaultAccountAdapter):
    """People are added by an administrator, never by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Address and password do not fit together. Try again, or have a code mailed."),
        "incorrect_code": _("That is not the code. Take it from the newest mail, or go back and ask for another one."),
        "incorrect_password": _("That is not your present password. Try again."),
        "rate_limited": _("That was tried too often. Wait five minutes, then try again."),
        "too_many_login_attempts": _("That was tried too often. Wait five minutes, or come in with a passkey."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the door closed."""
        return False

    def post_login(self, request: HttpRequest, user: Person, **login: Any) -> HttpResponse:
        """Bind the session to the browser, and trust it if somebody came in by a mailed code.

        Whoever has just come in has shown who they are; by a link on a trusted browser they have shown nothing anew.
        """
        response = super().post_login(request, user, **login)
        seal(request, response)
        records = get_authentication_records(request, user)
        if any(record["method"] == "code" for record in records):
            trust_browser(request, response, user)
        used = [record["id"] for record in records if record.get("type") == "webauthn"]
        passkeys_of(user).filter(pk__in=used).update(last_used_at=sessions.note_seen(request))
        if records:
            proofs.keep(user, "sign-in", MEANS, proofs.place_of(request))
        note_sign_in(person=user, methods=[record.get("type", record["method"]) for record in records] or ["link"])
        return response

    @transaction.atomic
    def set_password(self, user: Person, password: str) -> None:
        """Set a password, write it down and tell its owner."""
        super().set_password(user, password)
        note_new_password(user)

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict, headers: dict | None = None
    ) -> EmailMessage:
        """Write a mail in its reader's language; it leaves beside the page."""
        reader = context.get("user") or (known_by(email) if isinstance(email, str) else None)
        with as_read_by(reader) if reader else nullcontext():
            message = super().render_mail(template_prefix, email, context, headers=headers)
        message.connection = BesideThePage()
        return message

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Lead to this site's own address: the host that a request names may be anybody's."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{settings.SITE_URL.rstrip('/')}{path.replace('UID-KEY', quote(key))}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to where the change began."""
        return reverse("sign_in:mine")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by address and machine: counted by address alone, anybody could lock a person out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"
