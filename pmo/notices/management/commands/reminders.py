"""`manage.py reminders plan|send|explain|simulate`: by hand what the scheduler does, and what it would do."""

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from pmo import clock
from pmo.access.models import Office
from pmo.notices import kinds
from pmo.notices.foresight import DayOfMail, foreseen, mails_ahead
from pmo.notices.models import Notice
from pmo.notices.selectors.accounts import account_of
from pmo.notices.selectors.reminders import coming_of
from pmo.notices.services import plan_notices, send_due
from pmo.notices.wording import distance


class Command(BaseCommand):
    """Plan, send, explain or simulate reminders with the services that the scheduler calls."""

    help = "Plan reminders, send what is due, say what will go out to whom and why, or look a year ahead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one verb, and what it is about."""
        parser.add_argument("verb", choices=["plan", "send", "explain", "simulate"])
        parser.add_argument("--office", help="only this office, by its address (for explain and simulate)")
        parser.add_argument("--notice", type=int, help="the number of one notice (for explain)")
        parser.add_argument("--mail", type=int, help="the number of one mail (for explain)")
        parser.add_argument("--days", type=int, default=365, help="how many days ahead (for simulate)")

    def handle(self, *, verb: str, **options: object) -> None:
        """Do it and say what it came to."""
        clock.refresh()
        getattr(self, verb)(options)

    def plan(self, _options: dict[str, object]) -> None:
        """Write down what is to be sent."""
        self.stdout.write(f"{plan_notices(clock.now())} reminders planned.")

    def send(self, _options: dict[str, object]) -> None:
        """Send what is due."""
        self.stdout.write(f"{send_due(clock.now())} mails sent.")

    def explain(self, options: dict[str, object]) -> None:
        """List what will go out and why; or tell all that is known of one notice or one mail."""
        if options["notice"] or options["mail"]:
            return self._account(options)
        for office in self._offices(options):
            for line in coming_of(office):
                self.stdout.write(f"{line.at:%Y-%m-%d %H:%M} UTC  {line.name}  {line.label}, {line.why}")
        return None

    def simulate(self, options: dict[str, object]) -> None:
        """List the mails that would leave if nobody did anything, one a person and day."""
        days = int(str(options["days"]))
        for office in self._offices(options):
            today = clock.today(office.time_zone)
            mails = mails_ahead(foreseen(office, today, today + timedelta(days=days)))
            self.stdout.write(f"{office.name}: {len(mails)} mails in {days} days.")
            for mail in mails:
                self.stdout.write(f"{mail.at:%Y-%m-%d %H:%M} UTC  {mail.person.name}  {self._said(mail)}")

    def _said(self, mail: DayOfMail) -> str:
        return "; ".join(
            f"{kind.label if (kind := kinds.find(each.kind)) else each.kind}, {distance(each.offset)}"
            + (" (of others)" if each.is_about_others else "")
            for each in mail.items
        )

    def _account(self, options: dict[str, object]) -> None:
        chosen = {"pk": options["notice"]} if options["notice"] else {"mail": options["mail"]}
        found = list(Notice.objects.filter(**chosen).select_related("office", "rule", "mail__person").order_by("pk"))
        if not found:
            raise CommandError("There is no such notice or mail.")
        for notice in found:
            for line in account_of(notice):
                self.stdout.write(line)

    def _offices(self, options: dict[str, object]) -> Iterable[Office]:
        slug = options["office"]
        if not slug:
            return Office.objects.all()
        found = Office.objects.filter(slug=slug)
        if not found:
            raise CommandError(f"There is no office “{slug}”.")
        return found
