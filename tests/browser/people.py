"""The people of the demonstration, at their browsers."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from pmo.access.models import Person
from pmo.desk.demonstration import cast

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


def let_in(context: BrowserContext, home: str, person: Person) -> None:
    """Give a browser the session of somebody who has signed in."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])


def sign_in(page: Page, home: str, email: str, *, to: str = "/") -> None:
    """Sign in with the password, by hand."""
    page.goto(f"{home}/account/login/?next={to}")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(cast.password())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/login/" not in url)
