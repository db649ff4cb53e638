"""What the proofs of `tests/mandates` stand on when they are given again on PostgreSQL."""

from tests.mandates.conftest import ceo, cfo, office, version

__all__ = ["ceo", "cfo", "office", "version"]
