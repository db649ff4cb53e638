from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pmo.desk"
    label = "desk"
