"""What would be better."""

from django.utils.translation import gettext_lazy as _

BENEFITS = {
    "finish-on-the-day": (
        _("Raise the share of projects that finish on the promised day."),
        _("From 40 in 100 last year to 80 in 100 by the end of next year."),
    ),
    "cut-time-to-customer": (
        _("Cut the time from a decision to the day on which customers have it."),
        _("From 14 months to 8 for a new product, counted from the board’s yes."),
    ),
    "keep-to-the-budget": (
        _("Reduce what our projects cost beyond the sum agreed."),
        _("From 18 in 100 over budget to at most 5 in 100, over all projects of a year."),
    ),
    "free-money": (
        _("Free money by stopping what no longer makes sense."),
        _("Two million a year from projects that end early, decided twice a year."),
    ),
    "earn-what-was-promised": (
        _("Raise what our projects bring, compared with what was promised."),
        _("A year after each project we count again; at least 80 in 100 of the promised sum is there."),
    ),
    "know-sooner": (
        _("Hear of trouble earlier, while something can still be done."),
        _("A delay of more than two weeks reaches me within three working days, every time."),
    ),
    "one-page": (
        _("Have one page each month that shows all large projects as they are."),
        _("Fewer than ten lines, sent on the third working day, and it agrees with the books."),
    ),
    "decide-in-days": (
        _("Shorten the time that a decision takes."),
        _("A change request is answered within five working days, instead of five weeks."),
    ),
    "fewer-at-once": (
        _("Lower the number of projects that run at once, so that each one moves."),
        _("From 58 to 30 by summer, with the same people finishing more in a year."),
    ),
    "calmer-teams": (
        _("Lower the overtime and the turnover of the people whom everybody needs."),
        _("Overtime of the twelve engineers down by half, and none of them leaves within the year."),
    ),
    "happier-customers": (
        _("Raise what customers say about us after a change."),
        _("Four of five say that the move to the new service went well, asked a month later."),
    ),
    "no-fines": (
        _("Meet every legal date, with weeks to spare."),
        _("All duties known a year ahead, and done four weeks before the day."),
    ),
    "sell-more": (
        _("Sell more, because what we launch is ready when the season begins."),
        _("Three of three spring products in the shops on 1 March, instead of one of three."),
    ),
    "less-paper": (
        _("Reduce the hours that go into reports."),
        _("From nine hours a month for each project lead to two, in one form."),
    ),
    "less-outside-help": (
        _("Spend less on outside help, because our own people are planned well."),
        _("From six million a year to four, without doing less."),
    ),
    "smooth-first-week": (
        _("Reduce the trouble in the first week after a change."),
        _("Calls to the help desk in the week after a launch down from 900 to 300."),
    ),
    "clear-names": (
        _("Be able to name one person for every result."),
        _("Asked at random, everybody at this table names the same person for each large project."),
    ),
    "money-where-we-say": (
        _("Raise the share of our project money that goes into what we said comes first."),
        _("From a third to two thirds in export within two years."),
    ),
    "trust-in-figures": (
        _("Improve how well our first figures hold."),
        _("The end cost lies within a tenth of the first figure in eight of ten projects."),
    ),
    "less-repair": (
        _("Lower what we spend on putting right what was done too fast."),
        _("Repairs in the half year after an end take no more than one in twenty of the budget."),
    ),
}
