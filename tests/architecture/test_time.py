"""Time comes from the clock alone, so that it can be shifted and tested."""

import re

from tests.architecture.source import PACKAGES, places, python_files, text

OTHER_CLOCKS = re.compile(
    r"timezone\.(now\b|(localtime|localdate)\(\))|\b(date|datetime)\.(today|now|utcnow)\(|\bauto_now|\bNow\(|\btime\.time\(|CURRENT_TIMESTAMP"
)
THE_CLOCK = "pmo/clock/"


def test_nobody_but_the_clock_reads_the_time():
    found = [
        place
        for name in python_files(*PACKAGES)
        if not name.startswith(THE_CLOCK)
        for place in places(
            name, [number for number, line in enumerate(text(name).splitlines(), 1) if OTHER_CLOCKS.search(line)]
        )
    ]

    assert found == []
