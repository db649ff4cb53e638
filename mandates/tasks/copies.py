"""The clock sends reading copies of a version that has come into force."""

from mandates.services.copies import send_copies


def send(office_id: int) -> None:
    """Send an office's readers what they have not got yet."""
    send_copies(office_id)
