"""What could be gained."""

from django.utils.translation import gettext_lazy as _

OPPORTUNITIES = {
    "first-on-the-market": (
        _("We could be on the market before the others if our launches took half as long."),
        _("Two competitors sold the small model for a year before ours was in the shops."),
    ),
    "money-to-the-best": (
        _("We could put our money into the few projects that bring most."),
        _("If we had dropped our six smallest projects, the second production line would stand today."),
    ),
    "stop-early": (
        _("We could stop weak projects after weeks instead of years, and use the money elsewhere."),
        _("The booking kiosk showed in its first month that nobody uses it. It ran for three years."),
    ),
    "one-calendar": (
        _("One calendar of all changes would let our branches prepare and keep selling."),
        _("Had the regions known of the till change, they would not have planned the sale for that week."),
    ),
    "shared-people": (
        _("If we knew who is free when, we could do more with the people we have."),
        _("In spring we paid for five outside developers while four of our own had little to do."),
    ),
    "buy-together": (
        _("Projects could buy together and get better prices."),
        _("Three departments bought the same tablets within a year, at three prices."),
    ),
    "build-once": (
        _("What one department builds could be used by the others."),
        _("Four teams each made their own way to sign a customer in."),
    ),
    "grow-by-buying": (
        _("We could take over smaller companies and have them fit in within a year."),
        _("The firm we bought in 2023 still sends its own invoices in its own colours."),
    ),
    "customers-choose": (
        _("We could let customers say what they need before we build it."),
        _("Half an hour with ten customers would have told us that they want delivery slots, not an app."),
    ),
    "digital-first": (
        _("Routine work could run by itself, and people could do what only people can."),
        _("Two thousand supplier invoices a month are typed in by hand."),
    ),
    "greener": (
        _("We could reach our climate goals sooner if each project were asked what it adds."),
        _("The new fleet was ordered without anybody asking about fuel; it drives for eight years."),
    ),
    "own-talent": (
        _("Leading a project could be how our best people grow, instead of leaving us for it."),
        _("Three of our last five project leads went to a customer, for more responsibility."),
    ),
    "use-what-we-know": (
        _("We have done most of this before, and could plan the next one from what the last one took."),
        _("Every new site takes about fourteen months. Each plan still begins with nine."),
    ),
    "faster-yes-or-no": (
        _("A quick yes or no on new ideas would keep people bringing them."),
        _("A driver showed how to save a stop on each round. She had no answer for seven months."),
    ),
    "partners-closer": (
        _("Suppliers and partners would plan with us if they could see what is coming."),
        _("The crane firm would have kept a week free for us, had we told them in January."),
    ),
    "new-regions": (
        _("We could open in a new country in months if we had done it the same way twice."),
        _("Spain took two years. Portugal began from a blank page again."),
    ),
    "better-use-of-meetings": (
        _("The leadership team could spend its meetings on what is next instead of on what went wrong."),
        _("Last quarter, seven of our nine hours together went into explaining delays."),
    ),
    "trust-of-the-board": (
        _("The board would let us invest more if our figures held."),
        _("The last three requests were cut by a fifth, because the board expects us to overrun."),
    ),
}
