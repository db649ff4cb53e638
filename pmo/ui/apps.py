from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "pmo.ui"
    label = "ui"
