"""Signing in by the company's own sign-in (OpenID Connect): strict about who it is, silent about who is known here.

Only a person who is known here by an address that the provider calls verified comes in. Nothing is created and nothing
is linked: the address decides each time. Whatever else happens leads to the same page with the same sentence.
"""

import hmac
import secrets
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from pmo.access.models import Person

COMPANY = "company"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
LEEWAY = 60  # seconds that two clocks may differ


class CompanyAdapter(DefaultSocialAccountAdapter):
    """Lets in whoever is known; keeps the door closed, in the same words, to everybody else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person by the address that the provider has verified, in an answer to what we asked."""
        said = sociallogin.account.extra_data.get("id_token", {})
        asked = sociallogin.state.get("nonce", "")
        if not asked or not hmac.compare_digest(str(said.get("nonce", "")).encode(), asked.encode()):
            raise ImmediateHttpResponse(closed_door())
        known = known_by(said)
        if known is None:
            raise ImmediateHttpResponse(closed_door())
        sociallogin.user = known

    def on_authentication_error(self, *args: Any, **kwargs: Any) -> None:
        """Whatever went wrong on the way, say no more than that."""
        raise ImmediateHttpResponse(closed_door())

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Fill in nobody: who comes in is here already, by the name that they have here."""
        return sociallogin.user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Create nobody."""
        return False


class CompanySignIn(OpenIDConnectOAuth2Adapter):
    """Believes only what the provider has signed, for us, just now."""

    def __init__(self, request: HttpRequest, provider_id: str = COMPANY) -> None:
        super().__init__(request, provider_id)

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself, if it says that it is the one that we know."""
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != issuer():
            raise OAuth2Error("Another issuer than the one that is set.")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """Read who it is from the signed token; an address that it leaves out, from the page of the same person."""
        said = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        if "email" not in said and "userinfo_endpoint" in self.openid_config:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != said["sub"]:
                raise OAuth2Error("The provider's page is about somebody else.")
            said |= {name: more.get(name) for name in ("email", "email_verified")}
        return self.get_provider().sociallogin_from_response(request, {"id_token": said})

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Lead back to the site's own address, whatever host was asked."""
        return f"{settings.SITE_URL.rstrip('/')}{reverse('openid_connect_callback')}"

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Check signature, issuer, audience and times."""
        try:
            header = jwt.get_unverified_header(id_token)
            keys = jwt.PyJWKSet.from_dict(self._keys()).keys
            key = next(each for each in keys if each.key_id == header.get("kid") or len(keys) == 1)
            algorithms = [name for name in ALGORITHMS if name == (key.algorithm_name or name)]
            said: dict[str, Any] = jwt.decode(
                id_token,
                key,
                algorithms=algorithms,
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
                leeway=LEEWAY,
            )
        except (jwt.PyJWTError, StopIteration) as wrong:
            raise OAuth2Error("The token is not good.") from wrong
        return said

    def _keys(self) -> dict[str, Any]:
        with CompanyAdapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys: dict[str, Any] = answer.json()
            return keys


def issuer() -> str:
    """Return the address by which the provider is known, without what every provider puts behind it."""
    return str(settings.OIDC_URL).partition("/.well-known/")[0].rstrip("/")


def known_by(said: dict[str, Any]) -> Person | None:
    """Return the person whose verified address the provider tells, if they are here."""
    email, verified = said.get("email"), said.get("email_verified")
    if (verified is not True and verified != "true") or not isinstance(email, str) or not email.strip():
        return None
    return Person.objects.filter(email__iexact=email.strip(), is_active=True).first()


def closed_door() -> HttpResponse:
    """Return the one answer to everybody who is not let in."""
    return redirect("company_closed")


def begin(request: HttpRequest, next_url: str | None) -> HttpResponse:
    """Send the browser to the provider, with what its answer must hold."""
    nonce = secrets.token_urlsafe(24)
    provider = CompanySignIn(request).get_provider()
    provider.oauth2_adapter_class = CompanySignIn
    answer: HttpResponse = provider.redirect(
        request, AuthProcess.LOGIN, next_url=next_url, auth_params={"nonce": nonce}, nonce=nonce
    )
    return answer
