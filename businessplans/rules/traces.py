"""What shares an item may have."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from businessplans.fields import Share
from businessplans.models import PlanItem
from businessplans.rules.items import may_work_on
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, wrong_input

WHOLE = 100


def may_set_traces(
    standing: Standing, item: PlanItem, shares: Mapping[int, Share], benefits: Collection[int]
) -> Verdict:
    """Grant shares of 1 to 100 that sum to at most 100 and go to benefits in force."""
    return first_refusal(
        may_work_on(standing, item), serves_what_is_in_force(shares, benefits), are_shares_of_a_whole(shares)
    )


def serves_what_is_in_force(shares: Mapping[int, Share], benefits: Collection[int]) -> Verdict:
    """Refuse a share for anything but a benefit of the version in force."""
    if all(line in benefits for line in shares):
        return GRANTED
    return wrong_input(_("An item serves benefits of the mandate in force. Choose among those that are listed."))


def are_shares_of_a_whole(shares: Mapping[int, Share]) -> Verdict:
    """Refuse shares below 1, above 100, or together above 100."""
    given = [each.share for each in shares.values()]
    if any(share < 1 or share > WHOLE for share in given):
        return wrong_input(_("A share is a whole number from 1 to 100. Leave it empty where nothing is served."))
    if sum(given) > WHOLE:
        words = _("The shares come to %(sum)d per cent, %(over)d too many. Together they are at most 100.")
        return wrong_input(words % {"sum": sum(given), "over": sum(given) - WHOLE})
    return GRANTED
