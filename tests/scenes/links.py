"""Personal links followed in a test's browser, by code where one is asked for; mail stays in Django's outbox."""

import re

from django.core import mail

from pmo.access import links


def page(link) -> str:
    return f"/l/{links.token_of(link)}/"


def mailed_code() -> str:
    return re.search(r"^[A-Z0-9-]{6,9}$", mail.outbox[-1].body, re.MULTILINE)[0]


def come_in_by_code(client, link):
    client.post(page(link))
    return client.post(f"/account/login/code/confirm/?next={link.path}", {"code": mailed_code(), "next": link.path})
