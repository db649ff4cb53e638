"""`manage.py reminders plan|send|explain`: by hand what the scheduler does."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from pmo import clock
from pmo.access.models import Office
from pmo.notices.selectors.reminders import coming_of
from pmo.notices.services import plan_notices, send_due


class Command(BaseCommand):
    """Plan, send or explain reminders with the services that the scheduler calls."""

    help = "Plan reminders, send what is due, or say what will go out to whom in the next 40 days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one verb and, for `explain`, an office."""
        parser.add_argument("verb", choices=["plan", "send", "explain"])
        parser.add_argument("--office", help="only this office, by its address (for explain)")

    def handle(self, *, verb: str, office: str | None = None, **_options: object) -> None:
        """Do it and say what it came to."""
        clock.refresh()
        getattr(self, verb)(office)

    def plan(self, _office: str | None) -> None:
        """Write down what is to be sent."""
        self.stdout.write(f"{plan_notices(clock.now())} reminders planned.")

    def send(self, _office: str | None) -> None:
        """Send what is due."""
        self.stdout.write(f"{send_due(clock.now())} mails sent.")

    def explain(self, slug: str | None) -> None:
        """List what will go out, and why."""
        offices = Office.objects.filter(slug=slug) if slug else Office.objects.all()
        for office in offices:
            for line in coming_of(office):
                self.stdout.write(f"{line.at:%Y-%m-%d %H:%M} UTC  {line.name}  {line.label}, {line.why}")
