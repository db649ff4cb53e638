"""Addresses of versions side by side, and of what changed since one last signed."""

from django.urls import path, register_converter

from mandates.urls.drafting import KindConverter, NumberConverter
from mandates.views import comparing, printing


class SideConverter(KindConverter):
    """One side of a comparison: the number of a version, or the draft."""

    regex = f"draft|{NumberConverter.regex}"


register_converter(SideConverter, "side")

urlpatterns = [
    path("mandate/compare/", comparing.choose, name="compare"),
    path("mandate/compare/<side:old>/<side:new>/", comparing.compared, name="compared"),
    path("mandate/draft/pdf/", printing.draft_pdf, name="draft_pdf"),
    path("mandate/<number:number>/pdf/", printing.version_pdf, name="version_pdf"),
    path("mandate/since/", comparing.since, name="since"),
]
