"""Addresses of a draft as an amendment."""

from django.urls import path

from mandates.views import amending, wording

urlpatterns = [
    path("mandate/draft/check/", amending.check, name="check"),
    path("mandate/draft/what-if/", amending.try_edit, name="what-if"),
    path("mandate/draft/send/", amending.send, name="send-amendment"),
    path("mandate/objection/", wording.objection, name="objection-on-notice"),
    path("mandate/draft/class/", amending.amendment, name="amendment"),
]
