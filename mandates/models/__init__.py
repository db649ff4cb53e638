"""What the executives agreed: versions and statements, rounds, signatures, reviews."""

from mandates.models.alignment import Presounding
from mandates.models.dissent import Objection, Reservation
from mandates.models.moved import ItemSource, SourceAnswer
from mandates.models.reviews import Review, ReviewAnswer, ReviewCadence
from mandates.models.rounds import ConsensusRound, Extension, Participant, RoundItem, Stance
from mandates.models.signoff import Signature, SignatureRequest
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
from mandates.models.versions import Line, Mandate, MandateVersion

__all__ = [
    "Benefit",
    "ConsensusRound",
    "Extension",
    "ItemSource",
    "Line",
    "Mandate",
    "MandateVersion",
    "Objection",
    "Objective",
    "Participant",
    "Presounding",
    "Reservation",
    "Review",
    "ReviewAnswer",
    "ReviewCadence",
    "RoundItem",
    "Signature",
    "SignatureRequest",
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
]
