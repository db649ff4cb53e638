"""Addresses of reminders under an office, and of the mailbox of a demonstration."""

from django.urls import path

from pmo.notices.views import reminders

app_name = "notices"
urlpatterns = [
    path("mailbox/", reminders.mailbox_page, name="mailbox"),
    path("<slug:office>/settings/reminders/", reminders.reminders, name="reminders"),
    path("<slug:office>/settings/reminders/<str:kind>/", reminders.rule, name="rule"),
]
