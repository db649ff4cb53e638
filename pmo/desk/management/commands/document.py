"""`manage.py document`: write the documents that are drawn from the code, or check that they are up to date."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pmo.desk.documents import amendments_document, states_document
from pmo.desk.permissions import permissions_document


class Command(BaseCommand):
    """Write them; with `--check` only compare, and fail when it differs."""

    help = "Write the documents that are drawn from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        drawn = {
            "states.md": states_document(),
            "permissions.md": permissions_document(),
            "amendments.md": amendments_document(),
        }
        for name, text in drawn.items():
            path = settings.BASE_DIR / "docs" / name
            if options["check"] and (not path.exists() or path.read_text() != text):
                raise CommandError(f"docs/{name} is not what the code says. Run manage.py document.")
            if not options["check"]:
                path.write_text(text)
