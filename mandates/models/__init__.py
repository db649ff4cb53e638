"""What the executives agreed: versions and statements, rounds, signatures, reviews."""

from mandates.models.reviews import Review, ReviewAnswer, ReviewCadence
from mandates.models.rounds import ConsensusRound, Objection, Participant, RoundItem, Stance
from mandates.models.signoff import Signature, SignatureRequest
from mandates.models.soundings import (
    Sounding,
    SoundingAnswer,
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
    "Line",
    "Mandate",
    "MandateVersion",
    "Objection",
    "Objective",
    "Participant",
    "Review",
    "ReviewAnswer",
    "ReviewCadence",
    "RoundItem",
    "Signature",
    "SignatureRequest",
    "Sounding",
    "SoundingAnswer",
    "SoundingItem",
    "SoundingParticipant",
    "SoundingThreshold",
    "SoundingWords",
    "Source",
    "Stance",
    "Statement",
    "StatementLink",
    "Unanswered",
]
