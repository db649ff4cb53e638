"""`make bench`: measure, print a line each, and write them down when asked (JSON=file)."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from tools.bench import consensus, embedded, ledger, pages, reminders, signatures, versions  # noqa: F401  (their measurements register themselves)
from tools.bench.registry import BENCHES, Result


def main() -> None:
    """Take every measurement; a missed target is said in its line, not by the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="write a list of results to this file")
    parser.add_argument("--slow", action="store_true", help="take those that need minutes, too")
    parser.add_argument("--only", default="", help="take those whose name contains this")
    asked = parser.parse_args()
    chosen = [bench for bench in BENCHES if (asked.slow or not bench.slow) and asked.only.lower() in bench.name.lower()]
    results = []
    for bench in chosen:
        results.append(bench.result())
        print(line(results[-1]), flush=True)
    if asked.json:
        asked.json.write_text(json.dumps([asdict(result) for result in results], indent=2) + "\n")


def line(result: Result) -> str:
    """Return a result as a line that people read."""
    found = f"{result.median:g} {result.unit} ± {result.spread:g}"
    return f"{result.name:<76} {found:>18}   target {result.target:g} {result.unit}   {result.verdict}"


if __name__ == "__main__":
    main()
