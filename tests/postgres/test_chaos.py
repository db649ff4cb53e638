"""A minute of the long run: workers, schedulers, broker and database are killed, and every reminder is judged."""

import subprocess
import sys

import pytest

from tools.node import ROOT

pytestmark = pytest.mark.postgres
SMALL = ["--seed=4", "--seconds=16", "--years=0.2", "--offices=2", "--seats=5", "--calm", "1.5", "5"]


def test_a_small_run_accounts_for_every_reminder(tmp_path):
    words = [sys.executable, "-m", "tools.chaos", *SMALL, f"--folder={tmp_path}"]

    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 lost, 0 sent twice" in (tmp_path / "report.txt").read_text()
    assert (tmp_path / "arrivals").read_text().count("\n") >= 10
