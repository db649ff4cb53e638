"""What the gallery shows: every component in every state, with words as people write them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator

from pmo import clock
from pmo.ui import words
from pmo.ui.dates import STYLES
from pmo.ui.forms import CodeField, DayField, PmForm, ShownField, WordChoiceField, WordsField

WORDS = [
    words.settled("In force"),
    words.partly("Agree, with a reservation"),
    words.wrong("Object"),
    words.waiting("Not yet"),
    words.look_again("Look again"),
    words.current("This one"),
    words.outside("Not asked"),
]
STANCES = {
    "agree": words.settled("Agree"),
    "agree_with_reservation": words.partly("Agree, with a reservation"),
    "abstain": words.waiting("Abstain"),
    "object": words.wrong("Object"),
}
TOKENS = ("ink", "ink-2", "accent", "good", "fair", "poor", "still", "edge", "rule")
DIGEST = "b32a82fb897864eb772b85a9e875931b511e42c2e34b347136bf4fa960a9ee61"


@dataclass(frozen=True)
class Line:
    """One line of a list: whatever the component asks for."""

    name: str = ""
    title: str = ""
    text: str = ""
    by: str = ""
    url: str = ""
    note: str = ""
    word: words.Word | None = None
    at: date | datetime | None = None


PEOPLE = [
    Line("Callum Forsyth", "Director, Rail Operations", url="#people", word=words.partly("4 of 5 confirmed")),
    Line("Ingrid Maas", "Director, Port & Terminals", word=words.settled("5 of 5 confirmed")),
    Line("דנה לוי", "Chief Information Officer", word=words.outside("Informed"), note="לא נשאלה עדיין"),
    Line("Nobody", "Director, Safety & People", word=words.look_again("Vacant"), note="Since 30 September 2025."),
]


class RoundForm(PmForm):
    """A form with every kind of field, as the gallery shows it."""

    sizes = {"title": "long"}
    title = forms.CharField(label="Title", max_length=80)
    deadline = DayField(label="Closes on", help_text="Answers stay closed until then.")
    rule = forms.ChoiceField(
        label="Agreement rule",
        choices=[("", "Choose"), ("all", "All seven signatories"), ("most", "Three quarters, 6 of 7")],
        help_text="It is frozen when the round opens.",
    )
    amount = forms.DecimalField(label="Set aside", required=False)
    address = forms.EmailField(label="Who is told", required=False)
    statement = WordsField(label="What is wrong with it?")
    stance = WordChoiceField(label="Your stance", words=STANCES)
    blind = forms.BooleanField(label="Nobody sees the answers of the others until it closes.", required=False)
    code = CodeField(label="The six digits we sent to ingrid.maas@example.org")
    workbook = forms.FileField(label="Workbook", required=False, help_text="XLSX or CSV, at most 4 MB.")
    shown = ShownField(initial=DIGEST)

    def clean_deadline(self) -> date:
        raise forms.ValidationError("The deadline is before the opening day, 17 November 2025. Choose a later day.")


class NarrowForm(PmForm):
    """A form above a list."""

    who = forms.ChoiceField(label="Executive", choices=[("", "Everybody"), ("cf", "Callum Forsyth")], required=False)
    text = forms.CharField(label="Words", required=False)


def gallery() -> dict[str, Any]:
    """Return the context of the gallery."""
    now = clock.now()
    near = [now, now + timedelta(days=1), now + timedelta(days=3), now - timedelta(days=1), now - timedelta(days=400)]
    typed = {"title": "Second round", "deadline": "2025-11-07", "statement": "Six weeks still loses me the late calls."}
    return {
        "all_words": WORDS,
        "panels": ["light", "dark"],
        "tokens": TOKENS,
        "people_shown": PEOPLE,
        "moments": near,
        "styles": STYLES,
        "amounts": [Decimal(15000), Decimal("-1200.5"), None],
        "notes": [
            Message(constants.SUCCESS, "Saved. Callum Forsyth is asked to confirm REQ-22 again."),
            Message(constants.WARNING, "Two rows need a look before they are taken in."),
            Message(constants.ERROR, "Nothing was saved: the round has closed."),
        ],
        "playback": [
            ("What it costs today", "When the freeze was tried in 2023 we turned away four calls, about £1.2m."),
            ("What you want instead", "A calendar that is firm for the railway and still lets me take a ship."),
            ("By when", ""),
        ],
        "history": [
            Line(at=now - timedelta(hours=2), text="Confirmed", by="Ingrid Maas", word=words.settled("Confirmed")),
            Line(at=now - timedelta(days=9), text="Played back", by="Anna Berg", note="In the talk of that day."),
        ],
        "days": [
            Line(at=(now + timedelta(days=2)).date(), text="Talk with Devika Raman, 10:00, her office."),
            Line(at=(now + timedelta(days=13)).date(), text="First round opens, to all seven signatories."),
        ],
        "listed": Paginator(range(1, 143), 25).page(2),
        "form": RoundForm({**typed, "shown": DIGEST}),
        "fresh": RoundForm(prefix="fresh", initial={"title": "Third round"}),
        "filters": NarrowForm(),
        "digest_shown": DIGEST,
    }
