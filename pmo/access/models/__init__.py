"""People, offices, who is what in which, and what proves who somebody is."""

from pmo.access.models.joining import AddressChange, Invitation
from pmo.access.models.offices import Membership, Office, validate_slug_is_free
from pmo.access.models.people import Person, PersonManager, validate_name, validate_zone
from pmo.access.models.proofs import PersonalLink, Proof, TrustedBrowser

__all__ = [
    "AddressChange",
    "Invitation",
    "Membership",
    "Office",
    "Person",
    "PersonManager",
    "PersonalLink",
    "Proof",
    "TrustedBrowser",
    "validate_name",
    "validate_slug_is_free",
    "validate_zone",
]
