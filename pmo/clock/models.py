"""The row by which a demonstration or a test moves time for web, worker and beat alike."""

from django.db import models


class Shift(models.Model):
    """How far, and how fast, the shown time departs from the machine's: at most one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    set_at = models.DateTimeField()
    offset_seconds = models.BigIntegerField(default=0)
    speed = models.FloatField(default=1.0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="clock_one_shift"),
            models.CheckConstraint(condition=models.Q(speed__gte=0), name="clock_never_runs_backwards"),
        ]
