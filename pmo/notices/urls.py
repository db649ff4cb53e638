"""Addresses of reminders under an office, and of the mailbox of a demonstration."""

from django.urls import path

from pmo.notices import views

app_name = "notices"
urlpatterns = [
    path("mailbox/", views.mailbox_page, name="mailbox"),
    path("<slug:office>/settings/reminders/", views.reminders, name="reminders"),
    path("<slug:office>/settings/reminders/<str:kind>/", views.rule, name="rule"),
]
