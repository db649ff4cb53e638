"""A frozen version stands on PostgreSQL as it does on the embedded default: the same proofs, its own triggers."""

import pytest

from tests.mandates.test_freezing import *  # noqa: F403 - the proofs themselves

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
