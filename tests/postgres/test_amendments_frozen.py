"""A light amendment freezes unasked on PostgreSQL as on the embedded default, and nothing else does."""

import pytest

from tests.mandates.test_amendments_frozen import (  # noqa: F401 - the proofs themselves
    draft,
    test_a_minor_field_freezes_as_minor_and_not_as_editorial,
    test_a_new_line_does_not,
    test_an_objective_that_reaches_something_else_does_not,
    test_other_words_behind_it_and_other_links_freeze_as_minor_and_not_as_editorial,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
