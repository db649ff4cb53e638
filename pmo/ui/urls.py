"""The addresses of the design system."""

from django.urls import path

from pmo.ui import views

app_name = "ui"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("preferences/theme/", views.theme, name="theme"),
]
