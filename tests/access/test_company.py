"""The company's own sign-in: who is known comes in; everybody else gets one answer, and nobody is made."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache

from pmo.access.authenticators import Kind
from pmo.access.models import Person
from pmo.audit.models import LedgerEntry, Payload
from pmo.settings.base import company_sign_in
from tests.scenes import executives as scenes
from tests.servers import provider as providers

pytestmark = pytest.mark.django_db
CLOSED = "/account/company/closed/"


@pytest.fixture(scope="module")
def running():
    with providers.running() as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    cache.clear()
    fresh = providers.Provider()
    fresh.url, fresh.key, fresh.published = running.url, running.key, running.key
    vars(running).update(vars(fresh))
    settings.OIDC_URL, settings.OIDC_NAME = running.url, "Harbour SSO"
    settings.SOCIALACCOUNT_PROVIDERS = company_sign_in(running.url, "Harbour SSO", providers.CLIENT, providers.SECRET)
    return running


@pytest.fixture
def person():
    return scenes.a_person()


def there(client, **given):
    """Go to the provider, and bring its answer's address back."""
    sent = client.get("/account/company/", given)
    answer = requests.get(sent.url, allow_redirects=False, timeout=5)
    return sent.url, urlsplit(answer.headers["Location"])


def walked(client, **given):
    _sent, back = there(client, **given)
    return client.get(f"{back.path}?{back.query}")


def test_who_is_known_by_a_verified_address_comes_in(client, provider, person):
    provider.person["email"] = person.email.upper()

    answer = walked(client, next="/preferences/")

    assert answer.url == "/preferences/"
    assert client.get("/preferences/").status_code == 200
    assert LedgerEntry.objects.last().event == "person.signed_in"
    assert "socialaccount" in Payload.objects.last().content


def test_what_is_asked_holds_state_nonce_and_challenge_and_leads_to_the_site_s_own_address(client, provider, settings):
    settings.SITE_URL = "https://pmo.example.org"

    asked = parse_qs(urlsplit(client.get("/account/company/", headers={"host": "localhost"}).url).query)

    assert asked["redirect_uri"] == ["https://pmo.example.org/account/company/back/"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))


def test_the_sign_in_page_has_the_button_where_the_company_has_a_sign_in(client, provider, settings):
    shown = client.get("/account/login/?next=/preferences/").content.decode()
    settings.OIDC_URL = settings.OIDC_NAME = ""

    assert "Sign in with Harbour SSO" in shown
    assert "/account/company/?next=/preferences/" in shown
    assert "/account/company/" not in client.get("/account/login/").content.decode()
    assert [client.get(f"/account/company/{page}").status_code for page in ("", "back/", "closed/")] == [404] * 3


@pytest.mark.parametrize("verified", [False, None, "false", 1, "yes"])
def test_an_address_that_is_not_verified_opens_nothing(client, provider, person, verified):
    provider.person |= {"email": person.email, "email_verified": verified}

    assert walked(client).url == CLOSED
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["nobody@example.org", "", None, 7, ["a@example.org"]])
def test_an_address_that_is_not_known_opens_nothing_and_makes_nobody(client, provider, person, email):
    provider.person["email"] = email

    answer = walked(client)

    assert answer.url == CLOSED
    assert Person.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_a_person_who_was_switched_off_gets_the_same_answer(client, provider, person):
    person.is_active = False
    person.save()
    provider.person["email"] = person.email

    assert walked(client).url == CLOSED


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-site"},
        {"nonce": "of-another-day"},
        {"nonce": None},
        {"exp": 1},
        {"sub": None},
        {"iat": 99999999999},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(client, provider, person, lie):
    provider.person["email"] = person.email
    provider.lies = lie

    assert walked(client).url == CLOSED
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_the_provider_did_not_sign_opens_nothing(client, provider, person, algorithm):
    provider.person["email"] = person.email
    provider.algorithm = algorithm

    assert walked(client).url == CLOSED


def test_a_token_signed_by_another_key_opens_nothing(client, provider, person):
    provider.person["email"] = person.email
    provider.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    assert walked(client).url == CLOSED


@pytest.mark.parametrize("about", [{"issuer": "https://evil.example"}, {"token_endpoint": None}, {"jwks_uri": None}])
def test_a_provider_that_says_it_is_another_opens_nothing(client, provider, person, about):
    provider.person["email"] = person.email
    _sent, back = there(client)
    provider.about = about

    assert client.get(f"{back.path}?{back.query}").url == CLOSED


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x&code=x", "?error=access_denied", "?error=x&state=x"])
def test_an_answer_that_was_not_asked_for_opens_nothing(client, provider, query):
    assert client.get(f"/account/company/back/{query}").url == CLOSED


def test_an_answer_is_good_in_the_browser_that_asked_and_once(client, provider, person):
    provider.person["email"] = person.email
    _sent, back = there(client)
    address = f"{back.path}?{back.query}"

    elsewhere = type(client)().get(address)
    here = client.get(address)
    client.post("/account/logout/")
    again = client.get(address)

    assert [answer.url for answer in (elsewhere, here, again)] == [CLOSED, "/", CLOSED]


def test_an_address_on_the_person_s_page_counts_if_the_page_is_theirs(client, provider, person):
    provider.on_the_page = {"sub": "248", "email": person.email, "email_verified": True}
    known = walked(client)
    client.post("/account/logout/")
    provider.on_the_page = {"sub": "249", "email": person.email, "email_verified": True}

    assert known.url == "/"
    assert walked(client).url == CLOSED


def test_a_provider_that_is_away_has_the_same_answer(client, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS = company_sign_in("http://127.0.0.1:1", "Harbour SSO", "x", "x")

    assert client.get("/account/company/").url == CLOSED


def test_the_closed_door_says_nothing_of_who_is_known(client, provider):
    page = client.get(CLOSED)

    assert page.status_code == 403
    assert "or told no address that is known here" in page.content.decode()


def test_the_second_step_is_asked_here_too(client, provider, person):
    person.authenticator_set.create(type=Kind.TOTP, data={"secret": "x"})
    provider.person["email"] = person.email

    assert walked(client).url == "/account/2fa/"
    assert "_auth_user_id" not in client.session
