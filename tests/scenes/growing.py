"""An office grown to ten times its data: its own rows copied in bulk, every tie kept, every constraint held.

Each copy is one more leadership team beside the first, with words, statements, items and answers of its own. What
holds several of a kind (a round its items, a person their requirements) gets the copies' as well, so that the lists
inside a page grow too. Rounds get ten times the statements, answered by the same seats: a table of both would grow a
hundredfold. Nothing of it was agreed or signed by anybody: it is there to be read.
"""

import copy
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Model, Q
from django.db.models.base import ModelState

from businessplans.models import Budget, BusinessPlan, Dependency, Milestone, PlanItem, Risk, TraceLink
from businessplans.states import Level, PlanState
from executives.models import Confirmation, Holder, Lineage, Ownership, Requirement, RosterFile, Seat, Wording
from mandates import models as mandates
from mandates.review_states import ReviewOutcome, ReviewState
from mandates.sounding_states import SoundingState
from mandates.states import FROZEN_STATES, RoundState, VersionState
from pmo.access.models import Membership, Office, Person
from pmo.access.states import Role
from pmo.audit import guards
from pmo.audit.hashing import chain_hash, entry_digest
from pmo.audit.models import Chain, LedgerEntry, Payload
from pmo.notices.models import Mail, MailboxMessage, Notice

STEP = 1000  # the numbers of each set of copies begin that much higher
BATCH = 200


@dataclass
class Copies:
    """Which copy stands for which row, in the set of copies that is being made."""

    number: int
    of: dict[tuple[type[Model], int], Model] = field(default_factory=dict)

    def find(self, model: type[Model], pk: int | None) -> Model | None:
        return self.of.get((model, pk)) if pk else None


@dataclass(frozen=True)
class Growth:
    """How the rows of a model grow: ties go on to the copies where there are any, those in `keep` to the original.

    The rows are those whose `path` is the office (all without a path), and that are as `only` says. A digest becomes
    another one when the tie `told_by` is not kept: what was equal stays equal.
    """

    model: type[Model]
    path: str = ""
    keep: tuple[str, ...] = ()
    told_by: str = ""
    only: tuple[tuple[str, Any], ...] = ()
    change: Callable[[Any, Copies], None] = lambda _row, _copies: None

    def rows(self, office: Office) -> list[Model]:
        asked = Q(**dict(self.only)) & (Q(**{self.path: office}) if self.path else Q())
        return list(self.model._default_manager.filter(asked).distinct())

    def copy(self, row: Model, copies: Copies) -> Model:
        made: Any = copy.copy(row)
        made.pk, made._state = None, ModelState()
        made._state.db = "default"
        for tie in row._meta.concrete_fields:
            if tie.is_relation and tie.name not in self.keep:
                found = copies.find(tie.related_model, getattr(row, tie.attname))
                setattr(made, tie.attname, found.pk if found else getattr(row, tie.attname))
        if self.told_by and self.told_by not in self.keep:
            name = "confirmed_digest" if self.model is TraceLink else "digest"
            setattr(made, name, hashlib.sha256(f"{getattr(row, name)}{copies.number}".encode()).hexdigest())
        self.change(made, copies)
        return made


def grow(office: Office, times: int = 10) -> None:
    """Copy what the office holds until it holds `times` as much."""
    guards.drop_all(connection)
    rows = [(growth, growth.rows(office)) for growth in GROWTHS]
    for number in range(1, times):
        copies = Copies(number)
        for growth, originals in rows:
            made = [growth.copy(row, copies) for row in originals]
            growth.model._default_manager.bulk_create(made, batch_size=BATCH)
            copies.of |= {(growth.model, row.pk): new for row, new in zip(originals, made, strict=True)}
        _give_current_wordings(rows, copies)
    _lengthen_ledger(office, times)
    guards.install_all(connection)


def _give_current_wordings(rows: list[tuple[Growth, list[Any]]], copies: Copies) -> None:
    originals = next(found for growth, found in rows if growth.model is Requirement)
    made: list[Any] = []
    for row in originals:
        new: Any = copies.find(Requirement, row.pk)
        new.wording = copies.find(Wording, row.wording_id)
        made.append(new)
    Requirement.objects.bulk_update(made, ["wording"], batch_size=BATCH)


def _lengthen_ledger(office: Office, times: int) -> None:
    """Append the same deeds again, chained as every entry is."""
    chain = Chain.objects.get(office=office.pk)
    payloads = list(Payload.objects.filter(entry__office=office.pk).select_related("entry").order_by("entry__number"))
    entries = []
    for payload in payloads * (times - 1):
        entry = copy.copy(payload.entry)
        entry.pk, entry._state = None, ModelState()
        entry.number, entry.previous_hash = chain.length + 1, chain.head
        entry.hash = chain_hash(entry.previous_hash, entry_digest(entry))
        chain.length, chain.head = entry.number, entry.hash
        entries.append(entry)
    LedgerEntry.objects.bulk_create(entries, batch_size=BATCH)
    again = zip(entries, payloads * (times - 1), strict=True)
    Payload.objects.bulk_create(
        [Payload(entry=entry, salt=old.salt, content=old.content) for entry, old in again], batch_size=BATCH
    )
    chain.save(update_fields=["length", "head"])


def _numbered(row: Any, copies: Copies) -> None:
    row.number += STEP * copies.number
    if getattr(row, "source_ref", ""):
        row.source_ref += f"~{copies.number}"


def _person(row: Any, copies: Copies) -> None:
    row.email, row.name = f"{copies.number}.{row.email}", f"{row.name} {copies.number + 1}"


def _seat(row: Any, copies: Copies) -> None:
    row.title, row.sponsor, row.order = f"{row.title} {copies.number + 1}", False, row.order + 20 * copies.number
    row.source_ref = f"{row.source_ref}~{copies.number}" if row.source_ref else ""


def _requirement(row: Any, copies: Copies) -> None:
    _numbered(row, copies)
    row.wording = None


def _version(row: Any, copies: Copies) -> None:
    row.state, row.major = VersionState.SUPERSEDED, row.major + STEP * copies.number
    row.ended_at = row.ended_at or row.in_force_at  # what is superseded has ended: no day has two in force


def _round(row: Any, copies: Copies) -> None:
    _numbered(row, copies)
    row.state, row.cancel_reason = RoundState.CANCELLED, "Asked too early."  # what came of a round does not change


def _sounding(row: Any, copies: Copies) -> None:
    _numbered(row, copies)
    row.state, row.cancel_reason = SoundingState.CANCELLED, "Asked too early."


def _review(row: Any, copies: Copies) -> None:
    _numbered(row, copies)
    row.due += timedelta(days=copies.number)
    row.state, row.outcome = ReviewState.CLOSED, row.outcome or ReviewOutcome.REAFFIRM


def _reader(row: Any, copies: Copies) -> None:
    row.email = f"{copies.number}.{row.email}"


def _placed(row: Any, copies: Copies) -> None:
    row.order += STEP * copies.number


def _plan(row: Any, _copies: Copies) -> None:
    row.state = PlanState.SUPERSEDED


def _trace(row: Any, _copies: Copies) -> None:
    row.share = max(1, row.share // 20)


def _mail(row: Any, copies: Copies) -> None:
    row.message_id = f"{copies.number}.{row.message_id}"


def _notice(row: Any, copies: Copies) -> None:
    kind, _, pk = row.addressee.partition(":")
    found = copies.find({"seat": Seat, "membership": Membership}[kind], int(pk))
    row.addressee = f"{kind}:{found.pk if found else STEP * copies.number + int(pk)}"


OF_VERSION, OF_ROUND, OF_PLAN = "version__mandate__office", "round__mandate__office", "plan__office"
OF_SOUNDING = "sounding__mandate__office"
OF_STATEMENT, OF_STANCE, OF_ITEM = f"statement__{OF_VERSION}", f"item__{OF_ROUND}", f"item__{OF_PLAN}"
GROWTHS = [
    Growth(Person, "memberships__office", only=(("memberships__role", Role.AUDITOR),), change=_person),
    Growth(Person, "held__seat__office", change=_person),
    Growth(Seat, "office", change=_seat),
    Growth(Holder, "seat__office"),
    Growth(Membership, "office", only=(("role", Role.AUDITOR),)),
    Growth(RosterFile, "office"),
    Growth(Requirement, "office", keep=("seat",), change=_requirement),
    Growth(Wording, "requirement__office", keep=("requirement",), told_by="requirement", change=_numbered),
    Growth(Wording, "requirement__office", told_by="requirement"),
    Growth(Ownership, "requirement__office", keep=("seat",)),
    Growth(Confirmation, "wording__requirement__office", keep=("seat",)),
    Growth(Lineage, "office"),
    Growth(mandates.MandateVersion, "mandate__office", only=(("state__in", FROZEN_STATES),), change=_version),
    Growth(mandates.Line, "mandate__office", change=_numbered),
    Growth(mandates.Statement, OF_VERSION, keep=("version",), told_by="line", change=_placed),
    Growth(mandates.Benefit, OF_STATEMENT),
    Growth(mandates.Objective, OF_STATEMENT),
    Growth(mandates.StatementLink, "lower__version__mandate__office", keep=("upper",)),
    Growth(mandates.StatementLink, "lower__version__mandate__office", keep=("lower",)),
    Growth(mandates.StatementLink, "lower__version__mandate__office"),
    Growth(mandates.Source, OF_STATEMENT, keep=("statement",)),
    Growth(mandates.Source, OF_STATEMENT, keep=("wording",)),
    Growth(mandates.Source, OF_STATEMENT),
    Growth(mandates.Unanswered, OF_VERSION, keep=("version",)),
    Growth(mandates.ConsensusRound, "mandate__office", keep=("version",), change=_round),
    Growth(mandates.RoundItem, OF_ROUND, keep=("round",), told_by="line", change=_placed),
    Growth(mandates.Stance, OF_STANCE, keep=("participant", "person"), told_by="item"),
    Growth(mandates.Objection, f"stance__{OF_STANCE}"),
    Growth(mandates.Sounding, "mandate__office", keep=("version",), change=_sounding),
    Growth(mandates.SoundingItem, OF_SOUNDING, told_by="line"),
    Growth(mandates.SoundingParticipant, OF_SOUNDING, keep=("sounding",)),
    Growth(mandates.SignatureRequest, OF_VERSION, keep=("version",)),
    Growth(mandates.Signature, OF_VERSION, keep=("version",)),
    Growth(mandates.Condition, f"signature__{OF_VERSION}"),
    Growth(mandates.Comment, OF_VERSION, keep=("version", "line")),
    Growth(mandates.Reader, "mandate__office", change=_reader),
    Growth(mandates.ReadingCopy, OF_VERSION, keep=("version",)),
    Growth(mandates.Review, "mandate__office", keep=("version",), change=_review),
    Growth(mandates.ReviewAnswer, "review__mandate__office", keep=("review",)),
    Growth(BusinessPlan, "office", keep=("version",), change=_plan),
    *[
        Growth(PlanItem, OF_PLAN, keep=("plan",), only=(("level", level),), change=_numbered)
        for level in (Level.PRIORITY, Level.OBJECTIVE, Level.ACTION)
    ],
    Growth(Budget, OF_ITEM),
    *[Growth(each, OF_ITEM, keep=keep) for each in (Milestone, Risk, Dependency) for keep in ((), ("item",))],
    Growth(TraceLink, OF_ITEM, told_by="line", change=_trace),
    Growth(TraceLink, OF_ITEM, keep=("item",), told_by="line", change=_trace),
    Growth(Mail, "office", keep=("person",), change=_mail),
    Growth(Notice, "office", change=_notice),
    Growth(MailboxMessage),
]
