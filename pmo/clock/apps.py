from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "pmo.clock"
    label = "clock"
