"""A real SMTP server that keeps what it is sent, and misbehaves as it is told: python -m tests.servers.mail --help"""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from threading import Thread

from tests.servers.machine import free_port, wait_for_port
from tests.servers.manners import Arrival, MailServer, Manners

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parents[2]
SILENCE = "never answered"
LARGEST = 32 * 1024 * 1024
STOP_LIMIT = 10
TURNS_TO_END = 10


class HungUp(Exception):
    """The server ends the conversation without a word."""


@dataclass
class Conversation:
    """One connection of a client."""

    server: MailServer
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sender: str = ""
    to: list[str] = field(default_factory=list)
    mood: str = ""

    async def hold(self) -> None:
        """Greet, and answer until the client leaves."""
        try:
            self.say("220 tests")
            while word := (await self.reader.readline()).decode("latin-1").strip():
                answer = await self.answer(word.partition(" ")[0].upper(), word)
                self.say(answer)
                if answer.startswith("221"):
                    break
        except (HungUp, ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            self.writer.close()

    def say(self, words: str) -> None:
        """Send one line."""
        self.writer.write(words.encode("ascii", "replace") + b"\r\n")

    async def answer(self, verb: str, line: str) -> str:
        """Answer one command."""
        if verb in {"EHLO", "HELO"}:
            return "250 8BITMIME" if verb == "EHLO" else "250 tests"
        if verb in {"RSET", "NOOP", "MAIL"}:
            self.sender, self.to = address(line) if verb == "MAIL" else "", []
            self.mood = self.server.manners.mood(self.server.dice) if verb == "MAIL" else self.mood
            return "250 Yes"
        if verb == "RCPT":
            return await self.recipient(address(line))
        if verb == "DATA":
            return await self.text()
        return "221 Bye" if verb == "QUIT" else "502 Not spoken here"

    async def recipient(self, to: str) -> str:
        """Take a recipient, or refuse them."""
        if self.mood == "hang":
            await self.never_answer()
        if answer := self.server.refuses_address.get(to):
            return answer
        if self.mood in {"later", "never"} and self.server.dice.random() < 0.5:
            return "450 Come back later" if self.mood == "later" else "550 Nobody of that name"
        self.to.append(to)
        return "250 Yes"

    async def text(self) -> str:
        """Take the message."""
        if not self.to:
            return "503 To whom?"
        self.say("354 Go on")
        raw = await self.reader.readuntil(b"\r\n.\r\n")
        refusal = {"later": "451 Come back later", "never": "554 Not wanted"}.get(self.mood, self.server.refuses)
        if refusal:
            return refusal
        if self.mood == "slow":
            await asyncio.sleep(self.server.manners.slow_for)
        answer = SILENCE if self.mood in {"die", "freeze"} else "250 Kept"
        content = raw[:-3].replace(b"\r\n..", b"\r\n.")
        self.server.keep(Arrival(time.time(), self.sender, tuple(self.to), content, answer))
        if self.mood == "freeze":
            await self.never_answer()
        if self.mood == "die":
            raise HungUp
        return answer

    async def never_answer(self) -> None:
        """Say nothing until the client has gone, or long enough."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.reader.read(), self.server.manners.hang_for)
        raise HungUp


def address(line: str) -> str:
    """Return the address in a command: MAIL FROM:<ada@example.org> SIZE=7"""
    return line.partition("<")[2].partition(">")[0]


class Taken(asyncio.StreamReaderProtocol):
    """A connection whose line is known, so that none outlives the server."""

    def __init__(self, reader: asyncio.StreamReader, hold: Callable, lines: set[asyncio.BaseTransport]) -> None:
        super().__init__(reader, hold)
        self.lines = lines

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note the line before the conversation begins."""
        self.lines.add(transport)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the line."""
        super().connection_lost(exc)
        self.lines.difference_update({line for line in self.lines if line.is_closing()})


async def serve(server: MailServer) -> None:
    """Serve until `stop` is called from anywhere."""

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await Conversation(server, reader, writer).hold()

    def taken() -> Taken:
        return Taken(asyncio.StreamReader(LARGEST), hold, lines)

    loop, ended, lines = asyncio.get_running_loop(), asyncio.Event(), set[asyncio.BaseTransport]()
    server.stop = lambda: loop.call_soon_threadsafe(ended.set)
    async with await loop.create_server(taken, server.host, server.port, backlog=1024) as listening:
        await ended.wait()
        for each in listening.sockets:
            loop.remove_reader(each.fileno())
        await _cut(lines)  # before it is closed: whoever has come in could not begin then, and would never be cut
        listening.close()


async def _cut(lines: set[asyncio.BaseTransport]) -> None:
    """End every conversation and cut every line, those of whoever has just come in, too, until none is left."""
    until = asyncio.get_running_loop().time() + STOP_LIMIT / 2
    quiet = 0
    for _turn in range(TURNS_TO_END):  # who has just come in begins first: what never began closes nothing
        await asyncio.sleep(0)
    while quiet < TURNS_TO_END and asyncio.get_running_loop().time() < until:
        going_on = asyncio.all_tasks() - {asyncio.current_task()}
        for conversation in going_on:
            conversation.cancel()
        for line in set(lines):
            line.abort()  # type: ignore[attr-defined]
        await asyncio.sleep(0)
        quiet = 0 if going_on or lines else quiet + 1


@contextmanager
def running(manners: Manners | None = None, *, seed: int = 0) -> Iterator[MailServer]:
    """Run a mail server on a free port in a thread of this process."""
    server = MailServer(HOST, free_port(), manners or Manners(), seed)
    thread = Thread(target=lambda: asyncio.run(serve(server)), daemon=True)
    thread.start()
    wait_for_port(server.port)
    try:
        yield server
    finally:
        server.stop()
        thread.join(STOP_LIMIT)


@contextmanager
def running_apart(keep: Path, manners: Manners | None = None, *, seed: int = 0) -> Iterator[str]:
    """Run a mail server in a process of its own; yield its address. What arrives is written to `keep`."""
    port, asked = free_port(), manners or Manners()
    words = [f"--{each.name.replace('_', '-')}={getattr(asked, each.name)}" for each in fields(asked)]
    command = [sys.executable, "-m", "tests.servers.mail", f"--port={port}", f"--keep={keep}", f"--seed={seed}"]
    process = subprocess.Popen([*command, *words], cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        wait_for_port(port)
        yield f"smtp://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait(STOP_LIMIT)


def written(arrival: Arrival) -> str:
    """Return an arrival as one line."""
    told = {name: getattr(arrival, name) for name in ("at", "sender", "to", "answer")}
    return json.dumps(told | {"content": arrival.content.decode("latin-1")}) + "\n"


def count(keep: Path) -> int:
    """Return how many messages such a server has written down, without reading what they say."""
    return keep.read_bytes().count(b"\n") if keep.exists() else 0


def read(keep: Path) -> list[Arrival]:
    """Return what a server in a process of its own has written down."""
    if not keep.exists():
        return []
    whole, _newline, _still_written = keep.read_text().rpartition("\n")
    rows = [json.loads(line) for line in whole.splitlines()]
    return [
        Arrival(row["at"], row["sender"], tuple(row["to"]), row["content"].encode("latin-1"), row["answer"])
        for row in rows
    ]


def main() -> None:
    """Serve until told to stop, one line a message in the file."""
    parser = argparse.ArgumentParser(prog="python -m tests.servers.mail", description=Manners.__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    for each in fields(Manners):
        parser.add_argument(f"--{each.name.replace('_', '-')}", type=float, default=each.default)
    asked = vars(parser.parse_args())
    port, keep, seed = asked.pop("port"), asked.pop("keep"), asked.pop("seed")
    with keep.open("a", buffering=1) as file, suppress(KeyboardInterrupt):
        heard = lambda arrival: file.write(written(arrival))  # noqa: E731
        asyncio.run(serve(MailServer(HOST, port, Manners(**asked), seed, heard=heard)))


if __name__ == "__main__":
    main()
