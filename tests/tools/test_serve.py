"""`make run` starts everything, starts again what falls, and leaves nothing behind."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tools.bench.site import LAUNCHER, environment, running
from tools.node import ROOT
from tools.serve import address, broker

PATIENCE = 60


def until(question):
    deadline = time.monotonic() + PATIENCE
    while not (answer := question()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer


def lives(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it ended between the two questions
        return False


def words_of(process):
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:  # also one that has ended and waits to be collected
        return []


def alive(processes):
    return [one for one in processes if lives(one)]


def named(processes, word):
    return [one for one in alive(processes) if word in words_of(one)]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the launcher is told; the site is prepared by the first test that starts it, and stands from then on."""
    folder = tmp_path_factory.mktemp("var")
    return environment() | {"PMO_VAR": str(folder), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}


def test_a_fallen_process_is_started_again_and_none_outlives_the_launcher(told):
    with running(told=told) as site:
        launcher = psutil.Process(site.process.pid)
        before = launcher.children(recursive=True)
        (worker,) = named(before, "worker")

        worker.kill()
        raised = until(lambda: [one for one in named(launcher.children(), "worker") if one.pid != worker.pid])
        assert raised
        assert site.get("/healthz") == 200

        family = launcher.children(recursive=True)
        launcher.send_signal(signal.SIGINT)
        assert site.process.wait(PATIENCE) == 0
        assert alive(family) == []


def test_a_killed_launcher_takes_all_along_and_plain_files_will_do_for_a_broker(told, tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()

    with running(told=told | {"PATH": str(programs)}) as site:
        family = psutil.Process(site.process.pid).children(recursive=True)
        assert named(family, "worker")
        assert not any("redis-server" in word for one in family for word in words_of(one))

        site.process.kill()

        assert until(lambda: not alive(family))


def test_a_port_that_is_taken_is_refused_with_a_sentence(told):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        done = subprocess.run(
            LAUNCHER, cwd=ROOT, env=told | {"PORT": port}, capture_output=True, text=True, check=False
        )

    assert done.returncode == 1
    assert done.stderr.strip().startswith(f"Port {port} is taken")


def test_the_next_free_port_is_claimed_until_it_is_served():
    first, second = address.claim(None), address.claim(None)

    assert first.port >= address.FIRST
    assert second.port > first.port
    for sock in (*first.sockets, *second.sockets):
        sock.close()


@pytest.mark.parametrize("word", ["none", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(word):
    with pytest.raises(SystemExit, match="which is no port"):
        address.claim(word)


def test_a_broker_that_is_named_is_taken(tmp_path):
    assert broker.choose({"REDIS_URL": "redis://cache.example.org"}, tmp_path) == broker.Broker()


def test_a_deep_folder_gets_a_socket_that_is_short_enough(tmp_path):
    deep = tmp_path / ("folder" * 20)

    chosen = broker.started_here("redis-server", deep)

    assert len(chosen.settings["BROKER_URL"]) < 120
    assert str(deep) in chosen.command


def test_a_machine_without_a_broker_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    chosen = broker.choose({}, tmp_path)

    assert chosen.command == []
    assert "files" in chosen.sentence
