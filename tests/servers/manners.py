"""What a mail server of the tests is told, how it misbehaves, and what it keeps."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True)
class Arrival:
    """One message as it came: when, in which envelope, its exact bytes, and what was answered."""

    at: float
    sender: str
    to: tuple[str, ...]
    content: bytes
    answer: str

    @cached_property
    def message(self) -> EmailMessage:
        """The message, taken apart."""
        return message_from_bytes(self.content, policy=policy.default)

    @cached_property
    def message_id(self) -> str:
        """The Message-ID of the header."""
        return str(self.message["Message-ID"] or "")

    @property
    def digest(self) -> str:
        """What tells two messages apart by a byte."""
        return sha256(self.content).hexdigest()

    @property
    def was_answered(self) -> bool:
        """Say whether the sender heard that it was kept."""
        return self.answer.startswith("250")


@dataclass(frozen=True)
class Manners:
    """How often the server misbehaves, each as a chance between 0 and 1, drawn anew for every message.

    `later` and `never` refuse the address (450, 550) or the text (451, 554); `hang` keeps nothing and never answers;
    `die` keeps the message and hangs up; `freeze` keeps it and never answers; `slow` answers after `slow_for` seconds.
    """

    later: float = 0
    never: float = 0
    hang: float = 0
    die: float = 0
    freeze: float = 0
    slow: float = 0
    slow_for: float = 1
    hang_for: float = 600

    @property
    def moods(self) -> list[str]:
        """The chances by name."""
        return [each.name for each in fields(self) if not each.name.endswith("_for")]

    def mood(self, dice: random.Random) -> str:
        """Draw how the next message is treated; empty is politely."""
        thrown = dice.random()
        for mood in self.moods:
            thrown -= getattr(self, mood)
            if thrown < 0:
                return mood
        return ""


@dataclass
class MailServer:
    """The server's address and what arrived, in order.

    `refuses` is answered to every text instead of 250, `refuses_address` to a recipient.
    """

    host: str
    port: int
    manners: Manners = field(default_factory=Manners)
    seed: int = 0
    refuses: str = ""
    refuses_address: dict[str, str] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)
    heard: Callable[[Arrival], object] | None = None
    stop: Callable[[], object] = bool

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    @property
    def messages(self) -> list[EmailMessage]:
        """The messages that the sender knows to be kept."""
        return [arrival.message for arrival in list(self.arrivals) if arrival.was_answered]

    def keep(self, arrival: Arrival) -> None:
        """Keep a message, before anybody is told so."""
        self.arrivals.append(arrival)
        if self.heard:
            self.heard(arrival)
