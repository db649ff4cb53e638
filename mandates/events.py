"""The deeds on a mandate, with the words that the ledger shows for them."""

from django.utils.translation import gettext_lazy as _

from pmo.audit import events


def register() -> None:
    """Name the events that this app records."""
    events.register(
        mandate__started=_("started the mandate"),
        version__opened=_("opened a draft"),
        version__signing_set=_("set how a draft is signed"),
        version__changed=_("changed the header of the draft"),
        version__class_raised=_("raised the class of a draft"),
        statement__added=_("added a statement"),
        statement__changed=_("changed a statement"),
        statement__removed=_("removed a statement"),
        statement__moved=_("moved a statement"),
        comment__made=_("remarked on a statement"),
        comment__resolved=_("called a comment settled"),
        comment__reopened=_("took up a comment again"),
        statement__linked=_("linked a statement to what it serves"),
        statement__sourced=_("named the words that a statement comes from"),
        requirement__unanswered=_("recorded why a requirement is not in the mandate"),
        round__opened=_("opened a round"),
        round__extended=_("moved the deadline of a round"),
        round__closed=_("closed a round"),
        round__cancelled=_("cancelled a round"),
        stance__taken=_("answered in a round"),
        objection__answered=_("answered an objection"),
        sounding__opened=_("opened a sounding"),
        sounding__answered=_("answered a sounding"),
        sounding__extended=_("moved the deadline of a sounding"),
        sounding__closed=_("closed a sounding"),
        sounding__cancelled=_("cancelled a sounding"),
        sounding_words__changed=_("changed the words of soundings"),
        objection__resolved=_("resolved an objection"),
        reservation__closed=_("closed a reservation"),
        source__answered=_("answered words that have moved on"),
        version__agreed=_("reached full consensus"),
        version__sent_for_signature=_("sent a version out for signature"),
        version__opened_for_signature=_("opened a version to sign it"),
        version__signed=_("signed"),
        version__declined=_("declined to sign"),
        version__stood_by=_("stood by what was signed for the seat before"),
        version__reopening_asked=_("asked to reopen the version in force"),
        version__reopening_answered=_("answered a wish to reopen"),
        version__withdrawn=_("withdrew a version"),
        version__in_force=_("put a version in force"),
        version__superseded=_("superseded a version"),
        presounding__noted=_("noted what a seat said of a statement in a talk"),
        cadence__changed=_("changed the review cadence"),
        review__planned=_("planned a review"),
        review__opened=_("opened a review"),
        review__answered=_("answered a review"),
        review__closed=_("closed a review"),
    )
