from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from executives import kinds as reminders
from pmo.access.registry import ADDRESSEES, DUTIES, EXPLAINS, HANDOVERS, OFFICES, PARTS, PEOPLE, SEATS, SPONSORS
from pmo.audit import events, guards
from pmo.ui import navigation
from pmo.ui.navigation import Entry

READERS = frozenset({"manager", "administrator", "auditor"})
SAID = (
    "requirement_id",
    "number",
    "kind",
    "priority",
    "statement",
    "consequence_today",
    "benefit_wanted",
    "measure",
    "wanted_by",
    "digest",
    "by_id",
    "at",
)
ON_PAPER = ("wording_id", "seat_id", "person_id", "day", "digest", "by_id", "at")
MADE_FROM = ("office_id", "kind", "source_id", "result_id", "wording_id", "state", "by_id", "at")

ADMINISTRATOR, EXECUTIVE = frozenset({"administrator"}), frozenset({"executive"})
DOORS = (
    Entry(_("My assistants"), "executives:my_assistants", EXECUTIVE, order=20, section="account"),
    Entry(_("My words"), "executives:words_all", EXECUTIVE, order=20, also=("words/",)),
    Entry(_("Executives"), "executives:seats", READERS, order=20),
    Entry(_("Talks"), "executives:talks", READERS, order=25, also=("kick-off/", "conflicts/")),
    Entry(_("Requirements"), "executives:requirements", READERS, order=30),
    Entry(_("Consent on paper"), "executives:paper_rule", ADMINISTRATOR, order=62, section="more"),
    Entry(_("Questions"), "executives:questions", ADMINISTRATOR, order=63, section="more"),
    Entry(_("Catalogue"), "executives:catalogue", ADMINISTRATOR, order=64, section="more"),
    Entry(_("Themes"), "executives:themes", READERS, order=70, section="more"),
    Entry(_("Take a file in"), "executives:rosters", READERS, order=80, section="more"),
)


class ExecutivesConfig(AppConfig):
    name = "executives"

    def ready(self) -> None:
        SEATS.add("executives.selectors.assistants.seats_of_person")
        OFFICES.add("executives.selectors.seats.office_ids_of")
        OFFICES.add("executives.selectors.assistants.offices_assisted")
        ADDRESSEES.add("executives.selectors.addressees.people_of_seats")
        PEOPLE.add("executives.selectors.addressees.holders_in")
        SPONSORS.add("executives.selectors.addressees.sponsors_of")
        PARTS.add("executives.selectors.addressees.seats_of_people")
        DUTIES.add("executives.duties.owed_by")
        EXPLAINS.add("executives.selectors.addressees.explains")
        HANDOVERS.add("executives.handovers.SEATS")
        guards.guard(guards.Guard("executives_wording", "a wording does not change: write a new one", columns=SAID))
        guards.guard(guards.Guard("executives_paperconsent", "a paper stays as it was recorded", columns=ON_PAPER))
        guards.append_only("executives_confirmation")
        guards.guard(guards.Guard("executives_lineage", "what a requirement was made from stays", columns=MADE_FROM))
        events.register(
            seat__registered=_("registered a seat"),
            seat__changed=_("changed a seat"),
            seat__handed_over=_("handed a seat over"),
            seat__vacated=_("vacated a seat"),
            assistant__named=_("named an assistant"),
            assistant__ended=_("ended an assistant's part"),
            requirement__recorded=_("recorded a requirement"),
            requirement__said=_("said and confirmed a requirement"),
            requirement__changed=_("changed a requirement"),
            requirement__played_back=_("played a requirement back"),
            requirement__confirmed=_("confirmed a requirement"),
            requirement__asked_anew=_("had a requirement confirmed by its other owner too"),
            requirement__declined=_("declined a requirement"),
            requirement__withdrawn=_("withdrew a requirement"),
            requirement__merged=_("merged a requirement into another"),
            requirement__split=_("split a requirement up"),
            requirement__derived=_("derived a requirement from another"),
            requirement__left=_("took their words out of a requirement"),
            theme__added=_("added a theme"),
            theme__renamed=_("renamed a theme"),
            theme__moved=_("moved a theme"),
            requirement__themed=_("put a requirement under a theme"),
            requirement__returned=_("let a requirement stand again"),
            roster__imported=_("took in a file"),
            talk__held=_("held a talk"),
            talk__moved=_("corrected the day of a talk"),
            talk__noted=_("took notes of a talk"),
            talk__dropped=_("took back a talk noted by mistake"),
            kick_off__noted=_("noted the kick-off"),
            kick_off__attended=_("noted who came to the kick-off"),
            paper__recorded=_("recorded a consent on paper"),
            requirement__confirmed_on_paper=_("let a paper count as the confirmation"),
            paper__rule=_("set whether a paper counts"),
            conflict__noted=_("noted that two requirements contradict each other"),
            conflict__resolved=_("said how a conflict was resolved"),
            words__asked=_("asked a seat for its words"),
            words__ended=_("ended a request for words"),
            prompt__changed=_("changed a question"),
            prompt__removed=_("went back to the product’s question"),
            catalogue__changed=_("changed an entry of the catalogue"),
            catalogue__removed=_("went back to the product’s entry"),
        )
        reminders.register()
        for door in DOORS:
            navigation.register(door)
