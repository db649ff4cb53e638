"""What the executives agreed: versions and statements, rounds, signatures, reviews."""

from mandates.models.alignment import Presounding
from mandates.models.conditions import Condition
from mandates.models.copies import Reader, ReadingCopy
from mandates.models.dissent import Objection, Reservation
from mandates.models.drafting import Comment, UnsavedStatement
from mandates.models.moved import ItemSource, SourceAnswer
from mandates.models.reviews import Review, ReviewAnswer, ReviewCadence
from mandates.models.rounds import ConsensusRound, Extension, Participant, RoundItem, Stance
from mandates.models.signoff import (
    Delegation,
    NoticeObjection,
    Ratification,
    Signature,
    SignaturePaper,
    SignaturePaperFile,
    SignatureRequest,
    Waiver,
)
from mandates.models.soundings import (
    Sounding,
    SoundingAnswer,
    SoundingExtension,
    SoundingItem,
    SoundingParticipant,
    SoundingThreshold,
    SoundingWords,
)
from mandates.models.statements import Benefit, Objective, Source, Statement, StatementLink, Unanswered
from mandates.models.versions import Line, Mandate, MandateVersion, SigningPolicy, SigningSeat

__all__ = [
    "Benefit",
    "Comment",
    "Condition",
    "ConsensusRound",
    "Delegation",
    "Extension",
    "ItemSource",
    "Line",
    "Mandate",
    "MandateVersion",
    "NoticeObjection",
    "Objection",
    "Objective",
    "Participant",
    "Presounding",
    "Ratification",
    "Reader",
    "ReadingCopy",
    "Reservation",
    "Review",
    "ReviewAnswer",
    "ReviewCadence",
    "RoundItem",
    "Signature",
    "SignaturePaper",
    "SignaturePaperFile",
    "SignatureRequest",
    "SigningPolicy",
    "SigningSeat",
    "Sounding",
    "SoundingAnswer",
    "SoundingExtension",
    "SoundingItem",
    "SoundingParticipant",
    "SoundingThreshold",
    "SoundingWords",
    "Source",
    "SourceAnswer",
    "Stance",
    "Statement",
    "StatementLink",
    "Unanswered",
    "UnsavedStatement",
    "Waiver",
]
