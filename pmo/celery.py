"""The Celery application: beat ticks, workers run the tasks of the apps."""

from celery import Celery
from celery.signals import task_prerun

from pmo.clock.reading import refresh
from pmo.environment import load

load()
app = Celery("pmo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def refresh_clock(**_kwargs: object) -> None:
    """Let each task begin with a fresh reading of the shared clock."""
    refresh()
