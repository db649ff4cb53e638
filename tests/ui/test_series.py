"""Names in one line: a comma inside a name must not read as the end of it."""

import pytest

from pmo.ui.series import in_a_sentence, in_series

RAIL, PORT = "Director, Rail Operations", "Director, Port & Terminals"


@pytest.mark.parametrize(
    ("names", "line", "sentence"),
    [
        ([], "", ""),
        ([RAIL], RAIL, RAIL),
        (["CFO", "COO"], "CFO, COO", "CFO and COO"),
        (["CFO", "COO", "HR"], "CFO, COO, HR", "CFO, COO and HR"),
        (["CFO", RAIL], f"CFO; {RAIL}", f"CFO; and {RAIL}"),
        ([RAIL, "CFO", PORT], f"{RAIL}; CFO; {PORT}", f"{RAIL}; CFO; and {PORT}"),
    ],
)
def test_names_are_parted_by_what_none_of_them_holds(names, line, sentence):
    assert in_series(names) == line
    assert in_a_sentence(names) == sentence
