from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mandates.registry import IMPACT, SERVED_BY
from pmo.audit import events
from pmo.ui import navigation

EVERYBODY = frozenset({"manager", "executive", "administrator", "auditor"})


class BusinessPlansConfig(AppConfig):
    name = "businessplans"

    def ready(self) -> None:
        SERVED_BY.add("businessplans.selectors.serving.served_by")
        IMPACT.add("businessplans.selectors.impact.impact_of")
        navigation.register(navigation.Entry(_("Plan"), "businessplans:plan", EVERYBODY, order=50))
        events.register(
            plan__made=_("made the business plan"),
            plan__generated=_("added what the mandate asks for to the plan"),
            plan__published=_("published the business plan"),
            plan__reopened=_("opened the business plan again"),
            item__added=_("added a plan item"),
            item__changed=_("changed a plan item"),
            item__removed=_("removed a plan item"),
            trace__set=_("set what a plan item serves"),
        )
