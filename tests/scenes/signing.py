"""What somebody sends who signs, past the page and through it, and what stands in the books afterwards."""

from django.urls import reverse

from executives.models import Seat
from mandates.models import MandateVersion, Signature, SignatureRequest
from mandates.services import signoff
from pmo.access.models import Office, Person
from pmo.audit.models import LedgerEntry
from tests.scenes.executives import holder_of
from tests.scenes.rounds import given_by


def signing_page(office: Office) -> str:
    """Return the address of the page on which one signs."""
    return reverse("mandates:sign", kwargs={"office": office.slug})


def signing_form(version: MandateVersion, seat: Seat, **others: object) -> dict[str, object]:
    """Return the form of that page as its holder fills it in, without a proof of who they are."""
    said = {"intent": "on", "consent": "on", "typed_name": holder_of(seat).name, "reservation": ""}
    return {"shown_digest": version.digest, "seat": seat.pk, **said, **others}


def try_to_sign(version: MandateVersion, seat: Seat, person: Person, **changed: object) -> Signature:
    """Sign for a seat as somebody, with nothing proved unless a proof is given."""
    given = {
        "version_id": version.pk,
        "seat_id": seat.pk,
        "shown_digest": version.digest,
        "proof": None,
        "given": given_by(person),
        "by": person,
    }
    return signoff.sign(**given | changed)


def request_of(version: MandateVersion, seat: Seat) -> SignatureRequest:
    """Return what a seat was asked, as it stands."""
    return version.signature_requests.get(seat=seat)


def entries(office: Office, event: str) -> int:
    """Return how often something stands in the ledger of an office."""
    return LedgerEntry.objects.filter(office=office.pk, event=event).count()
