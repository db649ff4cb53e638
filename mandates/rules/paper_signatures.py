"""Who may record a signature that was given on paper, and which paper is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from executives.rules.papers import file_is_sound
from mandates.models import SignaturePaper
from mandates.rules.signoff import Signing, may_be_signed_now
from pmo.access.models import Person
from pmo.access.rules import is_manager, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role

SCANS = ("application/pdf", "image/png", "image/jpeg")


@dataclass(frozen=True)
class SignedPaper:
    """A file as it was given: the day on it, who held the seat then, when the text was fixed, and what it is.

    `is_known`: the very file was recorded before, and its signature was taken back.
    """

    day: date
    today: date
    fixed_on: date
    person: Person | None
    size: int
    media_type: str
    is_known: bool = False


def may_record_signature(standing: Standing, signing: Signing, paper: SignedPaper, *, counts: bool) -> Verdict:
    """Grant to PMO managers the paper of a seat whose turn it is, in time, where the administrator's rule allows it."""
    if not (verdict := is_manager(standing)):
        return verdict
    if not counts:
        return refused(_("In this office a signature on paper does not count. An administrator can allow it."))
    if signing.request is None:
        return wrong_input(_("This seat is not asked to sign this version."))
    return first_refusal(
        may_be_signed_now(signing),
        _day_is_sound(paper, signing.request.due),
        file_is_sound(paper.size, paper.media_type),
        _is_a_scan(paper),
        _is_new(paper),
    )


def sees_signature_paper(standing: Standing, paper: SignaturePaper) -> Verdict:
    """Grant the file to those who work on or examine the office, and to whoever holds the seat, or signed by it."""
    if paper.seat_id in standing.seat_ids or paper.person_id == standing.person.pk:
        return GRANTED
    if sees_working_pages(standing):
        return GRANTED
    return wrong_role(_("This paper is somebody else’s. You see those of your own seat."))


def _day_is_sound(paper: SignedPaper, due: date | None) -> Verdict:
    if paper.day > paper.today:
        return wrong_input(_("Give the day on the paper, today at the latest."))
    if paper.day < paper.fixed_on:
        return wrong_input(_("The text was fixed after that day: the paper cannot be a signature under it."))
    if due and paper.day > due:
        return wrong_input(_("The paper was signed after the last day. Give everybody more time first."))
    if paper.person is None:
        return wrong_input(_("Nobody held this seat on the day of the paper. Check the day."))
    return GRANTED


def _is_new(paper: SignedPaper) -> Verdict:
    if not paper.is_known:
        return GRANTED
    return wrong_input(_("The signature on this very paper was taken back. A new one needs a new paper."))


def _is_a_scan(paper: SignedPaper) -> Verdict:
    if paper.media_type in SCANS:
        return GRANTED
    return wrong_input(_("A signature is a scan or a photograph of the paper: PDF, PNG or JPEG."))
