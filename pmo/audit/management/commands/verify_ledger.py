"""`manage.py verify_ledger`: prove every chain, or name the first broken entry."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pmo.audit.verification import verify_all


class Command(BaseCommand):
    """Recompute all digests of the ledger and follow all chains; exits 1 when one is broken."""

    help = "Prove the ledger, or name the first broken entry."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for finding in verify_all():
            if finding.holds:
                self.stdout.write(f"Office {finding.office}: {finding.entries} entries hold, head {finding.head}.")
            else:
                broken += 1
                self.stdout.write(
                    f"Office {finding.office}: entry {finding.broken_number} is broken: {finding.reason}."
                )
        if broken:
            raise CommandError(f"{broken} of the chains are broken.")
