"""The base of the forms: what a reader hears, sees and types on."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from pmo.ui.forms import DayField, PmForm, PmModelForm, ShownField, WordsField


class TalkForm(PmForm):
    sizes = {"place": "short"}
    place = forms.CharField(label="Place", help_text="Where you <b>meet</b>.")
    day = DayField(label="Day")
    email = forms.EmailField(label="E-mail", required=False)
    cost = forms.DecimalField(label="Cost", required=False)
    agreed = forms.BooleanField(label="We talked")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    words = WordsField(label="Words", required=False)
    shown = ShownField()


def rendered(form):
    return render_crispy_form(form)


def test_an_error_stands_above_its_field_and_the_field_names_hint_and_error():
    html = rendered(TalkForm({}))

    place = html[html.index('class="pm-field pm-field-short" id="div_id_place"') : html.index('id="div_id_day"')]
    assert (
        place.index("<label") < place.index("id_place_helptext") < place.index("id_place_error") < place.index("<input")
    )
    assert 'aria-describedby="id_place_helptext id_place_error"' in place
    assert 'aria-invalid="true"' in place
    assert "is-invalid" in place


def test_every_name_that_a_field_is_described_by_exists():
    html = rendered(TalkForm({}))

    named = {name for names in re.findall(r'aria-describedby="([^"]*)"', html) for name in names.split()}
    assert named
    assert named <= set(re.findall(r'id="([^"]*)"', html))


def test_every_link_of_the_summary_leads_to_a_field():
    html = rendered(TalkForm({}))

    linked = set(re.findall(r'href="#([^"]*)"', html))
    assert linked == {"id_place", "id_day", "id_agreed", "id_kind_0"}
    assert linked <= set(re.findall(r'id="([^"]*)"', html))


@pytest.mark.parametrize(
    "sentence", ["This is still empty. Fill it in.", "Tick this to go on.", "Choose one of these."]
)
def test_what_is_missing_says_what_to_do(sentence):
    assert sentence in rendered(TalkForm({}))


def test_what_is_no_address_is_said_in_our_words():
    form = TalkForm({"email": "a b@example.org"})

    assert form.errors["email"] == ["That is no e-mail address. Write it as ada@example.org."]


def test_what_was_typed_is_kept():
    html = rendered(TalkForm({"place": "Her <office>", "words": "“A ship”"}))

    assert "Her &lt;office&gt;" in html
    assert "“A ship”" in html


def test_the_phone_shows_the_right_keyboard():
    html = rendered(TalkForm())

    assert 'inputmode="email"' in html
    assert 'autocomplete="email"' in html
    assert 'inputmode="decimal"' in html
    assert 'type="date"' in html


def test_people_s_words_find_their_own_direction():
    assert re.search(r"<textarea[^>]*dir=\"auto\"", rendered(TalkForm()))


def test_optional_fields_say_so_and_required_ones_have_no_star():
    html = rendered(TalkForm())

    assert html.count("(optional)") == 3
    assert "asterisk" not in html


def test_a_form_brings_neither_its_own_tag_nor_a_second_token():
    html = rendered(TalkForm())

    assert "<form" not in html
    assert "csrfmiddlewaretoken" not in html


def test_a_page_that_does_not_say_what_it_showed_is_told_so():
    form = TalkForm({"place": "x"})

    assert "Load it again" in form.errors["shown"][0]
    assert "Load it again" in rendered(form)


def test_a_form_never_saves():
    with pytest.raises(NotImplementedError):
        PmModelForm.save(object.__new__(PmModelForm))


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_that_no_calendar_here_counts_from_is_refused(day):
    form = TalkForm({"day": day})

    assert "Give a day" in form.errors["day"][0]


def test_a_number_that_no_database_keeps_is_refused():
    class NumberForm(PmForm):
        seat = forms.IntegerField()

    assert "too large" in NumberForm({"seat": "9" * 30}).errors["seat"][0]
    assert NumberForm({"seat": "12"}).is_valid()


@pytest.mark.parametrize("sign", ["\n", "\r\nBcc: eve@example.org ", "\u2028", "\u202e", "\u2066", "\u2069"])
def test_a_name_reads_as_it_is_written(sign):
    form = TalkForm({"place": f"Ann{sign}a", "words": f"שלום{sign}"})

    assert "invisible sign" in form.errors["place"][0]
    assert "words" not in form.errors


class LongForm(PmForm):
    name = forms.CharField(label="Name", max_length=4)
    cost = forms.DecimalField(label="Cost", max_digits=4, decimal_places=2)


def test_what_is_too_long_says_by_how_much_and_what_to_do():
    html = rendered(LongForm({"name": "Leeds", "cost": "12345.678"}))

    assert "This has 5 characters. Shorten it to 4 at most." in html
    assert html.count("This number has too many digits. Write fewer, and choose a larger unit if need be.") >= 1
    assert "Ensure" not in html
