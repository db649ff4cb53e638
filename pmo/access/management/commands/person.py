"""`manage.py person VERB`: matters of people that only the operator decides; `--help` lists the verbs."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from pmo import clock
from pmo.access.models import Membership, Office, Person
from pmo.access.selectors import administrators_beside, known_by
from pmo.access.services import addresses, means, operating
from pmo.access.states import Role
from pmo.access.verdicts import Refused


class Command(BaseCommand):
    """Enter, shut out and let in people, whatever office they are in; every deed stands in the ledger."""

    help = "Matters of people that no office decides. Every deed stands in the installation's ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one verb with what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="enter a person")
        add.add_argument("email")
        add.add_argument("name")
        add.add_argument("--zone", default="Europe/London")
        verbs.add_parser("deactivate", help="let a person in no more").add_argument("email")
        verbs.add_parser("reactivate", help="let a person in again").add_argument("email")
        move = verbs.add_parser("set-address", help="give a person another address")
        move.add_argument("email")
        move.add_argument("new_email")
        forget = verbs.add_parser("forget-second-step", help="let in somebody whose app and recovery codes are lost")
        forget.add_argument("email")
        name = verbs.add_parser("administrator", help="make a person an administrator of an office")
        name.add_argument("office")
        name.add_argument("email")

    def handle(self, *, verb: str, **given: str) -> None:
        """Do it and say what it came to, or why it was refused."""
        clock.refresh()
        try:
            getattr(self, verb.replace("-", "_"))(**given)
        except Refused as refusal:
            raise CommandError(str(refusal.verdict.reason)) from refusal
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong

    def add(self, email: str, name: str, zone: str, **_rest: object) -> None:
        """Enter a person."""
        person = operating.enter_person(email=email, name=name, time_zone=zone)
        self.stdout.write(f"{person.name} signs in with {person.email}, by a code that is mailed there.")

    def deactivate(self, email: str, **_rest: object) -> None:
        """Let a person in no more; say what waits for them, and which office has no administrator now."""
        person = operating.deactivate(person=_person(email))
        self.stdout.write(f"{person.name} is signed out everywhere and cannot sign in.")
        for office, duty in operating.owed_everywhere(person):
            until = f" By {duty.due}." if duty.due else ""
            self.stdout.write(f"  {office.slug}: {duty.question} {duty.sentence}{until}")
        for office in Office.objects.filter(memberships__in=_administering(person)):
            if not administrators_beside(person, office):
                self.stdout.write(f"  {office.slug} has no administrator who can sign in: name one.")

    def reactivate(self, email: str, **_rest: object) -> None:
        """Let a person in again."""
        person = operating.reactivate(person=_person(email))
        self.stdout.write(f"{person.name} can sign in again with {person.email}.")

    def set_address(self, email: str, new_email: str, **_rest: object) -> None:
        """Give a person another address."""
        change = addresses.set_address(person=_person(email), new_email=new_email)
        self.stdout.write(
            f"{change.person.name} signs in with {change.new_email}. Both addresses are told; the old one can undo it, "
            "and signing waits, for 24 hours."
        )

    def forget_second_step(self, email: str, **_rest: object) -> None:
        """Ask somebody whose app and recovery codes are lost for no second step any more; they are told."""
        person = _person(email)
        if means.forget_second_step(person=person, by=None):
            self.stdout.write(f"{person.name} comes in without a second step, and was told so by mail.")
        else:
            self.stdout.write(f"{person.name} has no second step, so nothing was changed.")

    def administrator(self, office: str, email: str, **_rest: object) -> None:
        """Make a person an administrator of an office."""
        found = Office.objects.filter(slug=office).first()
        if found is None:
            raise CommandError(f"There is no office “{office}”. Open one with manage.py office open.")
        person = _person(email)
        operating.name_administrator(office_id=found.pk, person=person)
        self.stdout.write(f"{person.name} administers {found.name} of {found.organisation}.")


def _administering(person: Person) -> QuerySet[Membership]:
    return person.memberships.filter(role=Role.ADMINISTRATOR, until__isnull=True)


def _person(email: str) -> Person:
    if found := known_by(email):
        return found
    raise CommandError(f"Nobody signs in with {email}. Enter them with manage.py person add EMAIL NAME.")
