"""Where the worker takes its tasks from: the Redis that is named, one found on this machine, else plain files."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_SOCKET = 100


@dataclass(frozen=True)
class Broker:
    """What the processes are told about the broker, the command to start it, and a sentence for the log."""

    settings: dict[str, str] = field(default_factory=dict)
    command: list[str] = field(default_factory=list)
    sentence: str = ""


def choose(environment: Mapping[str, str], folder: Path) -> Broker:
    """Choose the broker. A lost message costs one tick only, so plain files will do."""
    if environment.get("BROKER_URL") or environment.get("REDIS_URL"):
        return Broker()
    if server := shutil.which("redis-server") or shutil.which("valkey-server"):
        return started_here(server, folder)
    return Broker(
        sentence="No redis-server or valkey-server on this machine: tasks travel through files in var/broker."
    )


def started_here(server: str, folder: Path) -> Broker:
    """Return a Redis on a socket file, that writes down every message."""
    socket = folder / "redis.sock"
    if len(str(socket)) > LONGEST_SOCKET:
        socket = Path(tempfile.mkdtemp(prefix="pmo-")) / "redis.sock"
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "600",
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "daemonize": "no",
    }
    command = [server, *(word for name, value in options.items() for word in (f"--{name}", value))]
    return Broker({"BROKER_URL": f"redis+socket://{socket}"}, command)
