"""What a round is held by, as it is asked for: fixed when the round opens, never afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from mandates.round_states import Abstentions, ReasonDue, RoundMethod
from mandates.states import AgreementRule


@dataclass(frozen=True)
class Terms:
    """The rule of a round, with all that bears on it; `required` are the seats without which nothing is agreed."""

    rule: str = AgreementRule.UNANIMITY
    needed_of: int | None = None
    required: tuple[int, ...] = ()
    abstentions: str = Abstentions.COUNT
    reason_due: str = ReasonDue.OBJECTIONS
    overruling: bool = False
    blind: bool = True

    @property
    def method(self) -> RoundMethod:
        """How the round asks: by consent where the rule is consent."""
        return RoundMethod.CONSENT if self.rule == AgreementRule.CONSENT else RoundMethod.STANCE

    @property
    def named(self) -> int | None:
        """The number of seats that must agree, where the rule names one."""
        return self.needed_of if self.rule == AgreementRule.N_OF_M else None

    def as_fields(self) -> dict[str, object]:
        """Return what a round keeps of them; required seats are kept at the participants."""
        return {
            "method": self.method,
            "rule": self.rule,
            "needed_of": self.named,
            "abstentions": self.abstentions,
            "reason_due": self.reason_due,
            "overruling": self.overruling,
            "blind": self.blind,
        }
