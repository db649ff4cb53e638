"""`python -m tools.chaos.judging FOLDER`: account for every reminder, and print the report."""

import sys
from collections import Counter
from pathlib import Path

import django

django.setup()  # this module is only ever run, and models are there after setup only

from tools.chaos import accounts, arrivals  # noqa: E402
from tools.chaos.facts import Facts  # noqa: E402
from tools.chaos.setting import Setting  # noqa: E402

SHOWN = 5
CHECKS = (
    ("Deeds that were committed and the database forgot", accounts.forgotten),
    ("Every reminder that was due is a row", accounts.missing_rows),
    ("Every row is accounted for, with its reason", accounts.unaccounted),
    ("Whoever owed it while all stood was told", accounts.untold),
    ("Reminders that fell due at another instant than reckoned", accounts.misplaced),
    ("Told at once of every closing, each once", accounts.closings),
    ("Sent twice, by the ledger", accounts.sent_twice),
    ("The ledger's chains hold", accounts.broken_chains),
    ("Mails that arrived and the database does not know as sent, and the other way", arrivals.unmatched),
    ("Repeats with another Message-ID's bytes, or other bytes", arrivals.altered),
    ("Repeats that no blow and no silence explains", arrivals.unexplained),
    ("More than one mail of reminders to a person on a day", arrivals.crowded),
    ("Told before the day, or at a bad address", arrivals.premature),
    ("Told what was done", arrivals.told_when_done),
)


def main(folder: Path) -> None:
    """Judge, print, and say by the exit code whether nothing was found."""
    facts = Facts(folder)
    facts.keep(folder / "notices")
    report = [*story(facts), *figures(facts)]
    failed = False
    for name, check in CHECKS:
        found = check(facts)
        failed |= bool(found)
        report.append(
            f"  {'ok ' if not found else 'NOT'}  {name}: {len(found)} findings" if found else f"  ok   {name}"
        )
        report += [f"         {finding}" for finding in found[:SHOWN]]
    report.append("Verdict: " + ("NOT all is accounted for" if failed else "0 lost, 0 sent twice, all accounted for"))
    text = "\n".join(report)
    (folder / "report.txt").write_text(text + "\n")
    print(text)
    sys.exit(failed)


def story(facts: Facts) -> list[str]:
    """Tell what was done to it."""
    setting: Setting = facts.setting
    blows = Counter(each["what"] for each in facts.kills)
    struck = ", ".join(f"{what} {times}" for what, times in sorted(blows.items()))
    return [
        (
            f"Chaos run, seed {setting.seed}: {setting.years:g} years in {setting.seconds:g} s "
            f"({setting.offices} offices in as many zones, {setting.seats} seats each, speed {setting.speed:,.0f})"
        ),
        f"  kill -9: {sum(blows.values())} blows ({struck})",
        (
            f"  deeds: {sum(1 for each in facts.deeds if each['what'] == 'answered')} answers, "
            f"{len({each['review'] for each in facts.deeds if each['what'] == 'closed'})} reviews closed, "
            f"{len(facts.debts)} debts; came to rest in {facts.settled['seconds']:.1f} s"
        ),
    ]


def figures(facts: Facts) -> list[str]:
    """Count what became of it."""
    states = Counter(notice.state for notice in facts.reminders)
    at_once = Counter(notice.state for notice in facts.told_at_once)
    latencies = sorted(accounts.latencies(facts))
    middle, late = (latencies[int(len(latencies) * part)] if latencies else 0 for part in (0.5, 0.95))
    sent = [each for each in facts.arrivals if each.was_answered]
    repeats = sum(len(same) - 1 for same in facts.by_message.values())
    escalated = sum(1 for each in facts.reminders if each.addressee != each.owed_by and each.state == "sent")
    return [
        f"  reminders: {sum(states.values())} rows ({counted(states)}); {escalated} sent to whom it was escalated",
        f"  told at once: {sum(at_once.values())} rows ({counted(at_once)})",
        (
            f"  SMTP: {len(facts.arrivals)} texts accepted, {len(facts.by_message)} different Message-IDs, "
            f"{repeats} repeats; {len(facts.arrivals) - len(sent)} accepted without an answer, "
            f"{arrivals.unnoted(facts)} noted by nobody for a blow and then not wanted any more"
        ),
        (
            f"  must have been told: {accounts.musts(facts)} of {len(facts.debts)} debts; "
            f"told after {middle:.1f} s (median), {late:.1f} s (95 of 100) of the machine's time"
        ),
    ]


def counted(states: Counter) -> str:
    """Word a count."""
    return ", ".join(f"{state} {number}" for state, number in sorted(states.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
