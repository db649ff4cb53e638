"""The addresses of signing in: only those that we designed. One's own address is changed elsewhere, by oneself."""

from allauth.account import views
from allauth.mfa.webauthn.views import login_webauthn
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from pmo.access.views import company
from pmo.access.views.proving import proved_again
from pmo.access.views.second_step import SecondStep

urlpatterns = [
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("login/passkey/", never_cache(login_webauthn), name="mfa_login_webauthn"),
    path("company/", company.start, name="openid_connect_login"),
    path("company/back/", company.back, name="openid_connect_callback"),
    path("company/closed/", company.closed, name="company_closed"),
    path("2fa/", SecondStep.as_view(), name="mfa_authenticate"),
    path("password/set/", proved_again(views.password_set), name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
