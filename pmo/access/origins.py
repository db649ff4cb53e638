"""From where a deed came: the address and the browser, as evidence that a retention rule may erase."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

LONGEST = 300


@dataclass(frozen=True)
class Origin:
    """The machine's address as the trusted proxy saw it, and what the browser says it is."""

    address: str = ""
    agent: str = ""


def origin_of(request: HttpRequest) -> Origin:
    """Return where a request came from."""
    agent = request.headers.get("User-Agent", "")
    return Origin(get_adapter(request).get_client_ip(request), agent[:LONGEST])
