"""The Celery application: beat ticks, workers run the tasks of the apps."""

from celery import Celery

from pmo.environment import load

load()
app = Celery("pmo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
