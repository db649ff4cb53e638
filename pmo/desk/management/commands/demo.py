"""`manage.py demo`: the demonstration organisation at a stage, and how to sign in to it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pmo.desk.demonstration import cast
from pmo.desk.demonstration.resetting import reset
from pmo.desk.demonstration.stages import Stage, build


class Command(BaseCommand):
    """Bring the demonstration to a stage by calling the services as its people."""

    help = "Set the demonstration to a stage; refuses outside demonstration settings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the stage, or what else is asked."""
        parser.add_argument("--stage", choices=list(Stage), default=Stage.AMENDED)
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is data already")
        parser.add_argument("--here", action="store_true", help="build in this empty database, without a swap")
        parser.add_argument("--sign-ins", action="store_true", help="only print one sign-in a role")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        if not settings.CLOCK_CAN_SHIFT:
            raise CommandError("The demonstration replaces all data: it runs in demonstration settings only.")
        if options["sign_ins"]:
            self._print_sign_ins()
        elif options["here"]:
            build(Stage(options["stage"]))
        elif not (options["if_empty"] and not cast.is_empty()):
            reset(Stage(options["stage"]))
            self.stdout.write(f"The demonstration stands at: {options['stage']}.")

    def _print_sign_ins(self) -> None:
        for role, email, password in cast.sign_ins():
            self.stdout.write(f"{role:<15} {email:<32} {password}")
