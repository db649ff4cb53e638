"""Processes that live and die together: one that falls is started again, and none outlives the launcher."""

import ctypes
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from pmo.environment import ROOT

PATIENCE = 10.0
FALLS, WITHIN = 3, 60.0
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends, however that happens."""
    if hasattr(LIBC, "prctl"):
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process to keep running, with the file that it writes to."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    inherits: tuple[int, ...] = ()
    process: subprocess.Popen | None = None
    falls: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches only the launcher."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.inherits,
                preexec_fn=die_with_parent,  # noqa: PLW1509  (the launcher has one thread)
            )

    @property
    def runs(self) -> bool:
        """Say whether the process is alive."""
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Signal the process; a forceful end takes everything it started along."""
        if self.process is None:
            return
        try:
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            elif self.runs:
                self.process.send_signal(number)
        except ProcessLookupError:
            pass

    def tires(self) -> bool:
        """Note a fall; true when it fell too often to start it once more."""
        now = time.monotonic()
        self.falls = [*(moment for moment in self.falls if now - moment < WITHIN), now]
        return len(self.falls) > FALLS

    def last_words(self) -> str:
        """Return the end of what the process wrote."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


class Family:
    """The processes of one run, in the order in which they start; they stop the other way round."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.stopping = False

    def add(self, child: Child) -> Child:
        """Start a process and keep it."""
        child.log.write_bytes(b"")
        self.children.append(child)
        child.start()
        return child

    def listen_to_signals(self) -> None:
        """Stop on Ctrl-C, on a polite end and when the terminal closes."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.on_signal)

    def on_signal(self, *_: object) -> None:
        """Stop; the second signal ends everything at once."""
        if self.stopping:
            for child in self.children:
                child.signal(signal.SIGKILL)
        self.stopping = True

    def watch(self) -> str | None:
        """Keep all running until told to stop; return a sentence when one keeps falling."""
        while not self.stopping:
            for child in self.children:
                if not child.runs and not self.stopping and (sentence := self.raise_again(child)):
                    return sentence
            time.sleep(0.2)
        return None

    def raise_again(self, child: Child) -> str | None:
        """Start a fallen process again, unless it has fallen too often."""
        code = child.process.returncode if child.process else None
        child.signal(signal.SIGKILL)
        if child.tires():
            return f"The {child.name} ended {FALLS + 1} times within a minute. Its last words:\n{child.last_words()}"
        print(f"The {child.name} ended by itself (code {code}); it is started again. See {child.log}", flush=True)
        child.start()
        return None

    def stop(self) -> None:
        """Stop what was started last first, the first one (the broker, when there is one) last of all."""
        self.stopping = True
        first, rest = self.children[:1], self.children[1:]
        for group in (rest, first):
            end(group)


def end(children: list[Child]) -> None:
    """Ask processes to end, wait, then end them."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while any(child.runs for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    for child in children:
        child.signal(signal.SIGKILL)
        if child.process:
            child.process.wait()
