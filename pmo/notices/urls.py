"""Addresses of reminders under an office, of what machines ask, and of the mailbox of a demonstration."""

from django.urls import path

from pmo.notices.views import ahead, health, reach, reminders, texts, why

SETTINGS = "<slug:office>/settings/reminders/"
TEXT = f"{SETTINGS}texts/<str:kind>/<str:language>/"
app_name = "notices"
urlpatterns = [
    path("readyz", health.readyz, name="readyz"),
    path("why/<int:mail>/", why.why, name="why"),
    path("why/<int:mail>/again/", why.again, name="again"),
    path("mailbox/", reminders.mailbox_page, name="mailbox"),
    path(SETTINGS, reminders.reminders, name="reminders"),
    path(f"{SETTINGS}ahead/", ahead.ahead, name="ahead"),
    path(f"{SETTINGS}texts/", texts.texts, name="texts"),
    path(TEXT, texts.text, name="text"),
    path(f"{TEXT}usual/", texts.usual_text, name="usual_text"),
    path(f"{SETTINGS}reach/", reach.reach, name="reach"),
    path(f"{SETTINGS}reach/<int:person>/", reach.one, name="reach_one"),
    path(f"{SETTINGS}health/", health.health, name="health"),
    path(f"{SETTINGS}<str:kind>/", reminders.rule, name="rule"),
]
