"""`manage.py office open`: a new office with its first administrator."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from pmo import clock
from pmo.access.selectors import known_by
from pmo.access.services import open_office


class Command(BaseCommand):
    """Open an office; its administrator then gives all other parts."""

    help = "Open an office with its first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what an office is called and who administers it."""
        opening = parser.add_subparsers(dest="verb", required=True).add_parser("open", help="open an office")
        opening.add_argument("slug", help="its address, for example harbour-rail")
        opening.add_argument("name", help="for example “Group Project Office”")
        opening.add_argument("organisation")
        opening.add_argument("administrator", help="the e-mail address of somebody entered with manage.py person add")
        opening.add_argument("--zone", default="Europe/London")
        opening.add_argument("--country", default="GB")
        opening.add_argument("--currency", default="GBP")

    def handle(self, **given: Any) -> None:
        """Open it, or say what is wrong."""
        clock.refresh()
        administrator = known_by(given["administrator"])
        if administrator is None:
            raise CommandError("Nobody signs in with that address. Enter them with manage.py person add EMAIL NAME.")
        fields = {name: given[name] for name in ("slug", "name", "organisation", "country", "currency")}
        try:
            office = open_office(administrator=administrator, time_zone=given["zone"], **fields)
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        self.stdout.write(f"{office.name} is open at /{office.slug}/; {administrator.name} administers it.")
