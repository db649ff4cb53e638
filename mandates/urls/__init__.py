"""Addresses of the mandate, under the office's slug; each room keeps its own list."""

from mandates.urls import drafting, reviews, rounds

app_name = "mandates"
urlpatterns = [*drafting.urlpatterns, *rounds.urlpatterns, *reviews.urlpatterns]
