"""Addresses of the mandate, under the office's slug; each room keeps its own list."""

from mandates.urls import (
    alignment,
    amending,
    copies,
    drafting,
    reviews,
    rounds,
    signing,
    soundings,
    turnover,
    versions,
)

app_name = "mandates"
urlpatterns = [
    *alignment.urlpatterns,
    *amending.urlpatterns,
    *drafting.urlpatterns,
    *versions.urlpatterns,
    *rounds.urlpatterns,
    *signing.urlpatterns,
    *soundings.urlpatterns,
    *reviews.urlpatterns,
    *turnover.urlpatterns,
    *copies.urlpatterns,
]
