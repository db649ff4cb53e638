"""What goes wrong today."""

from django.utils.translation import gettext_lazy as _

ISSUES = {
    "projects-late": (
        _("Important projects finish late, and we hear of it when it is too late to do anything."),
        _("The new warehouse was to open in March. In March we were told that it would be October."),
    ),
    "no-overview": (
        _("Nobody can tell me on one page which projects we have, what they cost and how they stand."),
        _("I asked three people for a list and got three lists, with 41, 58 and 63 projects on them."),
    ),
    "too-many-at-once": (
        _("We start more than we can finish, so everything moves slowly."),
        _("Our software team works on eleven things at once; none of them has been finished since June."),
    ),
    "pet-projects": (
        _("Whoever asks loudest gets the people and the money, not what matters most."),
        _("A showroom was refitted before the ordering system that loses us customers every week."),
    ),
    "budget-overruns": (
        _("Projects cost more than we agreed, and the extra money comes out of other plans."),
        _("The office move was to cost 400,000 and came to 620,000; the training plan paid for it."),
    ),
    "gains-never-checked": (
        _("Nobody goes back to see whether a project brought what we were promised."),
        _("The new pricing tool was to bring two million a year. Nobody has ever counted."),
    ),
    "same-people": (
        _("The same few good people are needed everywhere, and they are worn out."),
        _("Four engineers are named in nine plans for the autumn, each for half of their time."),
    ),
    "decisions-slow": (
        _("Decisions take weeks because nobody knows who may make them."),
        _("Choosing a supplier for the scanners went to five meetings and came back three times."),
    ),
    "reports-too-rosy": (
        _("Reports say that all is well until the day on which it is not."),
        _("The customer portal was green for eleven months and then needed another year."),
    ),
    "reports-too-long": (
        _("We get long reports and still do not know what we have to decide."),
        _("Sixty pages come before each monthly meeting. The one question for us stood on page 47."),
    ),
    "hand-over-fails": (
        _("When a project ends, those who have to live with the result were not prepared."),
        _("The call centre learnt of the new returns rules from an angry customer."),
    ),
    "clash-of-dates": (
        _("Several changes hit the same branch or team in the same week."),
        _("In September the shops got new tills, new opening hours and a stocktake, all in ten days."),
    ),
    "waiting-on-each-other": (
        _("One project waits for another, and neither knows it until they collide."),
        _("The app was ready in May; the payment service that it needs was planned for December."),
    ),
    "never-stopped": (
        _("We do not stop what has lost its sense; it runs on because it once began."),
        _("The loyalty card was overtaken by the app two years ago and still costs us a team of six."),
    ),
    "strategy-not-reached": (
        _("What we decide for the company does not turn up in the projects that people work on."),
        _("We said that export comes first. Of thirty projects, two have anything to do with it."),
    ),
    "surprises-from-law": (
        _("New legal duties surprise us, and then everything else has to wait."),
        _("The packaging rules were public for two years; we began four months before the day."),
    ),
    "suppliers-lead": (
        _("Our suppliers know more about our projects than we do, and they set the pace."),
        _("When we asked when the system would be ready, we had to ask the supplier."),
    ),
    "lessons-lost": (
        _("We make the same expensive mistake again in the next project."),
        _("Twice we moved a site without asking the night shift, and twice deliveries stood still."),
    ),
    "customers-feel-it": (
        _("Customers notice our delays before we do."),
        _("Our largest customer asked why the service portal was late. That was the first I heard of it."),
    ),
    "unclear-owner": (
        _("For too many projects I cannot name the one person who answers for the result."),
        _("Asked who answers for the new price list, sales named finance and finance named sales."),
    ),
    "people-kept-busy-reporting": (
        _("People spend their time on writing reports instead of getting things done."),
        _("Each project lead fills in four different forms a month, for four different departments."),
    ),
    "estimates-guessed": (
        _("The first figures we are given are guesses, and we are held to them afterwards."),
        _("The board was told 12 weeks after one afternoon of thinking. It took 40."),
    ),
}
