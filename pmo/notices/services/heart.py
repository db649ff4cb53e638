"""The scheduler's pulse."""

from django.db import connection, transaction

from pmo.clock.reading import machine_time
from pmo.notices.models import Heartbeat


@transaction.atomic
def beat() -> None:
    """Keep the machine's time of this tick; a shifted clock does not make it look ill.

    Nobody waits for the disk: a pulse that a crash of the database undoes is written again by the next tick.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
    pulse = Heartbeat(id=1, at=machine_time())
    Heartbeat.objects.bulk_create([pulse], update_conflicts=True, unique_fields=["id"], update_fields=["at"])
