"""Who may say how a version is to be signed, and what can be said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from mandates.models import MandateVersion
from mandates.rules.drafting import may_change
from mandates.signing_rules import LAST_STAGE
from mandates.signing_terms import SigningTerms
from mandates.states import SIGNING_RULES, AgreementRule
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input


def may_set_signing(
    standing: Standing,
    version: MandateVersion,
    terms: SigningTerms,
    *,
    signatories: Collection[int],
    today: date,
) -> Verdict:
    """Grant to PMO managers how their draft will be signed, where seats that there are can sign it so."""
    return first_refusal(may_change(standing, version), is_sound(terms, signatories, today))


def is_sound(terms: SigningTerms, signatories: Collection[int], today: date) -> Verdict:
    """Grant a rule that is one, a number that can be reached, stages of signatory seats, a day to come."""
    if terms.rule not in dict(SIGNING_RULES):
        return wrong_input(_("Choose the rule by which the version counts as signed."))
    if terms.rule == AgreementRule.N_OF_M and not 1 <= (terms.needed or 0) <= len(signatories):
        said = _("Say how many seats must sign: a number from 1 to %(most)d, the signatory seats.")
        return wrong_input(said % {"most": len(signatories)})
    if not {place.seat_id for place in terms.places} <= set(signatories):
        return wrong_input(_("Only signatory seats sign. Load the page again: the seats have changed."))
    if any(not 1 <= place.stage <= LAST_STAGE for place in terms.places):
        return wrong_input(_("A stage is a number from 1 to %(most)d.") % {"most": LAST_STAGE})
    if terms.not_before and terms.not_before < today:
        return wrong_input(_("That day is over. Give a day that is still to come, or none."))
    return GRANTED


def shows_what_stands(terms: SigningTerms, shown: str) -> Verdict:
    """Refuse terms that were typed beside others than those that stand now."""
    if shown == terms.digest:
        return GRANTED
    return refused(
        _(
            "Somebody else has changed how this draft is signed since you loaded the page. Look at what stands now; "
            "what you typed is kept below, and saving again puts it in its place."
        )
    )
