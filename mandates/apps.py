from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from executives.registry import HANDED_OVER, LANDINGS
from mandates import alignment_guarding, events, guarding, purposes, sounding_guarding, turnover_guarding
from mandates import kinds as reminders
from pmo.access.registry import DEAD_ENDS, DUTIES, MARKS
from pmo.notices import kinds
from pmo.notices.kinds import DAYS, TICKS
from pmo.ui.navigation import ROLES, Entry, register

READERS = frozenset({"manager", "administrator", "auditor"})
DOORS = (
    Entry(_("Mandate"), "mandates:mandate", ROLES, order=30),
    Entry(_("Alignment"), "mandates:alignment", READERS, order=35, section="more"),
    Entry(_("Rounds"), "mandates:rounds", ROLES, order=40, also=("sign/",)),
    Entry(_("Reviews"), "mandates:reviews", ROLES, order=50),
    Entry(_("Soundings"), "mandates:soundings", ROLES, order=35, section="more"),
    Entry(_("Words of soundings"), "mandates:sounding-words", frozenset({"administrator"}), order=65, section="more"),
    Entry(_("Objections"), "mandates:objections", ROLES, order=42, section="more"),
    Entry(_("Dissent"), "mandates:dissent", ROLES, order=43, section="more"),
    Entry(_("Signatures"), "mandates:signatures", ROLES, order=40, section="more"),
    Entry(_("Signing"), "mandates:signing-policy", frozenset({"administrator"}), order=58, section="more"),
    Entry(_("My seat"), "mandates:briefing", frozenset({"executive"}), order=41, section="more"),
    Entry(_("Readers"), "mandates:readers", READERS, order=44, section="more"),
    Entry(_("New holders"), "mandates:successors", READERS, order=41, section="more"),
    Entry(_("Review cadence"), "mandates:cadence", frozenset({"administrator"}), order=60, section="more"),
)


class MandatesConfig(AppConfig):
    name = "mandates"

    def ready(self) -> None:
        """Register what this app adds below: duties, ticks, reminders, doors, landings, guards, events, links."""
        DUTIES.add("mandates.duties.owed_by")
        LANDINGS.add("mandates.selectors.landings.landings_of")
        HANDED_OVER.add("mandates.services.turnover.tell_after_hand_over")
        TICKS.add("mandates.tasks.rounds.close_overdue")
        TICKS.add("mandates.tasks.soundings.close_overdue")
        TICKS.add("mandates.tasks.signoff.put_in_force")
        DAYS.add("mandates.tasks.reviews.plan_and_open")
        DAYS.add("mandates.tasks.turnover.tell_successors")
        DAYS.add("mandates.tasks.copies.send")
        MARKS.add("mandates.selectors.copies.with_ways_in")
        DEAD_ENDS.add("mandates.selectors.copies.leads_nowhere")
        for kind in reminders.ALL:
            kinds.register(kind)
        kinds.register_told_at_once(reminders.TOLD_AT_ONCE)
        for door in DOORS:
            register(door)
        guarding.register()
        sounding_guarding.register()
        alignment_guarding.register()
        turnover_guarding.register()
        events.register()
        purposes.register()
