"""All addresses of the site. An office's pages live under its slug; keys are what people say in meetings."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from mandates.views.copies import reading_copy
from pmo.access.views import addresses
from pmo.access.views.links import personal_link
from pmo.access.views.welcome import welcome
from pmo.desk.views.entrance import Entrance
from pmo.notices.views.leaving import unsubscribe


def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that pages are served."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("account/login/", Entrance.as_view(), name="account_login"),
    path("account/", include("pmo.access.urls")),
    path("l/<str:token>/", personal_link, name="personal_link"),
    path("copy/<str:token>/", reading_copy, name="reading_copy"),
    path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("preferences/sign-in/", include("pmo.access.sign_in_urls")),
    path("preferences/address/", addresses.mine, name="address"),
    path("preferences/address/new/", addresses.ask, name="address_ask"),
    path("address/<str:token>/", addresses.by_link, name="address_by_link"),
    path("welcome/<int:number>/", welcome, name="welcome"),
    path("", include("pmo.ui.urls")),
    path("", include("pmo.notices.urls")),
    path("", include("pmo.desk.urls")),
    path("<slug:office>/", include("executives.urls")),
    path("<slug:office>/", include("mandates.urls")),
    path("<slug:office>/", include("businessplans.urls")),
]
