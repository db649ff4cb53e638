"""`make run`: serve the site with its worker and its scheduler, in the foreground, until Ctrl-C."""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pmo.environment import ROOT, VAR, load
from tools.serve import address, broker
from tools.serve.family import Child, Family, die_with_parent

START_LIMIT = 60.0
PYTHON = sys.executable
CELERY = [PYTHON, "-m", "celery", "-A", "pmo"]
GUNICORN = [
    *(PYTHON, "-m", "gunicorn", "pmo.wsgi:application", "--no-control-socket", "--log-level", "warning"),
    *("--workers", "1", "--worker-class", "gthread", "--threads", "8", "--graceful-timeout", "5"),
    *("--logger-class", "pmo.weblog.DiscreetLogger"),
]


def main() -> int:
    """Start everything, say where it is, watch over it, stop it all."""
    if "MAKELEVEL" in os.environ:
        die_with_parent()
    load()
    place = address.claim(os.environ.get("PORT"))
    family = Family()
    family.listen_to_signals()
    try:
        complaint = run(family, place)
    finally:
        family.stop()
    print(complaint or "Stopped.", file=sys.stderr if complaint else sys.stdout, flush=True)
    return 1 if complaint else 0


def run(family: Family, place: address.Address) -> str | None:
    """Bring all processes up and watch them; return a sentence when that failed."""
    logs, files = folder("log"), folder("broker", str(place.port))
    chosen = broker.choose(os.environ, files)
    environment = os.environ | {"SITE_URL": os.environ.get("SITE_URL", place.url)} | chosen.settings
    if chosen.command:
        family.add(Child("broker", chosen.command, environment, logs / "broker.log"))
    sign_ins = prepare(family, environment)
    if family.stopping:
        return None
    if sign_ins is None:
        return "Nothing was started: the reason stands above."
    web = family.add(web_server(environment, logs, place))
    family.add(Child("worker", worker(), environment, logs / "worker.log"))
    family.add(Child("scheduler", [*CELERY, "beat", *schedule(files)], environment, logs / "scheduler.log"))
    if not answers(web, family, place.port):
        return None if family.stopping else f"The site did not start. Its last words:\n{web.last_words()}"
    greet(place, sign_ins, chosen.sentence, logs)
    return family.watch()


def folder(*names: str) -> Path:
    """Return a folder under `var/`, made if it is missing."""
    path = VAR.joinpath(*names)
    path.mkdir(parents=True, exist_ok=True)
    return path


def prepare(family: Family, environment: dict[str, str]) -> str | None:
    """Make database and files ready in a process of its own; return who can sign in, None when it failed."""
    command = [PYTHON, "-m", "tools.serve.prepare"]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=said, start_new_session=True
        )
        while process.poll() is None:
            if family.stopping:
                process.terminate()
            time.sleep(0.05)
        said.seek(0)
        return said.read() if process.returncode == 0 else None


def web_server(environment: dict[str, str], logs: Path, place: address.Address) -> Child:
    """Return the web server on the sockets that hold the port."""
    numbers = tuple(sock.fileno() for sock in place.sockets)
    binds = [word for number in numbers for word in ("--bind", f"fd://{number}")]
    return Child("site", [*GUNICORN, *binds], environment, logs / "site.log", inherits=numbers)


def worker() -> list[str]:
    """Return the worker's command: two threads, which cost less memory than processes."""
    return [*CELERY, "worker", "-P", "threads", "-c", "2", "-l", "INFO", "--without-gossip", "--without-mingle"]


def schedule(files: Path) -> list[str]:
    """Return the scheduler's options: its notes lie with the broker, one set a port."""
    return ["-l", "INFO", "--schedule", str(files / "beat-schedule"), "--pidfile="]


def answers(web: Child, family: Family, port: int) -> bool:
    """Wait until the site answers."""
    deadline = time.monotonic() + START_LIMIT
    while web.runs and not family.stopping and time.monotonic() < deadline:
        try:
            door = http.client.HTTPConnection("localhost", port, timeout=2)
            door.request("GET", "/healthz")
            return door.getresponse().status < 500
        except OSError:
            time.sleep(0.1)
    return False


def greet(place: address.Address, sign_ins: str, sentence: str, logs: Path) -> None:
    """Say where the site is, who can sign in, where the logs are, and how to stop."""
    parts = [f"PMO Mandate is at {place.url}/", sign_ins.strip(), sentence, f"Logs: {logs}    Stop: Ctrl-C"]
    print("\n\n".join(["", *filter(None, parts)]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
