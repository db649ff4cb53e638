"""Components: what they show, and that nobody's words become markup."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.forms import CharField
from django.template import Context, Template
from django.test import RequestFactory

from pmo import clock
from pmo.ui import words
from pmo.ui.forms import PmForm, WordChoiceField

EVIL = "<script>alert(1)</script>&"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&amp;"


def shown(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% page_header evil evil evil '/' %}",
        "{% said evil by=evil key=evil note=evil %}",
        "{% statement_line evil evil %}{{ evil }}{% endstatement_line %}",
        "{% diff '' evil %}",
        "{% diff evil '' %}",
        "{% diff evil evil %}",
        "{% status evil %}",
        "{% key evil %}",
        "{% trace evil evil note=evil %}",
        "{% empty evil evil evil '/' %}",
        "{% action evil '/' %}",
        "{% button evil %}",
        "{% post_button evil '/' field=evil %}",
        "{% row evil '/' evil %}",
        "{% digest evil label=evil %}",
        "{% notice evil %}{{ evil }}{% endnotice %}",
        "{% fold evil %}{{ evil }}{% endfold %}",
        "{% table evil %}{{ evil }}{% endtable %}",
        "{% playback rows %}",
        "{% people persons %}",
        "{% timeline entries %}",
        "{% due_dates entries %}",
    ],
)
def test_a_component_escapes_what_people_wrote(source):
    line = SimpleNamespace(name=EVIL, title=EVIL, text=EVIL, note=EVIL, by=EVIL, url="", word=None, at=date(2025, 1, 1))

    html = shown(source, evil=EVIL, rows=[(EVIL, EVIL)], persons=[line], entries=[line])

    assert "<script>" not in html
    assert "&lt;" in html
    assert "&amp;lt;" not in html


def test_a_status_is_a_word_a_colour_and_a_shape():
    html = shown("{% status word %}", word=words.wrong("Object"))

    assert "pm-poor" in html
    assert "<svg" in html
    assert ">Object<" in html


def test_a_status_stands_in_a_sentence_without_a_space_after_it():
    assert shown("{% status word %}.", word=words.settled("Signed")).endswith("</span>.")
    assert shown("({% key 'REQ-1' %})") == '(<span class="pm-key">REQ-1</span>)'


def test_a_status_takes_another_text_and_keeps_its_sign():
    html = shown("{% status word text='All 7' %}", word=words.settled("Agreed"))

    assert "All 7" in html
    assert "Agreed" not in html


def test_a_redline_marks_only_what_changed():
    html = shown("{% diff '61 to 92 per cent' '61 to 95 per cent' %}")

    out, new = "<span>taken out: </span>92<span>;</span>", "<span>new: </span>95<span>;</span>"
    marked = html.replace(' class="visually-hidden"', "")
    assert marked == f'61 to <del class="pm-del">{out}</del><ins class="pm-ins">{new}</ins> per cent'


def test_a_date_carries_its_exact_instant():
    instant = datetime(2025, 11, 28, 9, 41, tzinfo=UTC)

    html = shown("{% when instant 'exact' %}", instant=instant)

    assert html == '<time datetime="2025-11-28T09:41:00+00:00">28 November 2025, 09:41 UTC</time>'


def test_no_date_shows_nothing():
    assert shown("{% when nothing %}", nothing=None) == ""


def test_a_date_can_be_kept_for_a_sentence():
    tomorrow = clock.today("UTC") + timedelta(days=1)

    html = shown("{% when day as words %}By {{ words }}.", day=tomorrow)

    assert html == f'By <time datetime="{tomorrow.isoformat()}">tomorrow</time>.'


def test_what_was_played_back_leaves_out_what_nobody_said():
    html = shown("{% playback rows %}", rows=[("What it costs", "Four calls"), ("By when", "")])

    assert "Four calls" in html
    assert "By when" not in html


@pytest.mark.parametrize(("now", "total", "bars"), [(4, 7, 7), (1, 1, 0), (12, 12, 12), (13, 29, 0)])
def test_steps_are_drawn_only_where_they_can_be_counted(now, total, bars):
    html = shown("{% progress now total %}", now=now, total=total)

    assert f"{now} of {total}" in html
    assert html.count("<li") == bars


def test_the_pager_keeps_the_rest_of_the_address():
    request = RequestFactory().get("/requirements/?who=cf&page=2")

    html = shown("{% pager page %}", page=Paginator(range(60), 25).page(2), request=request)

    assert "?who=cf&amp;page=1" in html
    assert "?who=cf&amp;page=3" in html
    assert "26 to 50 of 60" in html


def test_a_list_of_one_page_has_no_pager():
    assert shown("{% pager page %}", page=Paginator(range(5), 25).page(1)) == ""


def test_a_table_stands_in_a_named_region_that_one_can_reach_by_keyboard():
    html = shown("{% table 'Seats by stage' 'board' %}<tbody></tbody>{% endtable %}")

    assert 'tabindex="0" role="region" aria-label="Seats by stage"' in html
    assert 'class="pm-table pm-board"' in html


def test_a_button_with_its_own_form_carries_the_token_and_its_fields():
    html = shown("{% post_button 'Play back' '/play/' requirement=7 %}", csrf_token="t0ken")

    assert 'name="csrfmiddlewaretoken" value="t0ken"' in html
    assert 'name="requirement" value="7"' in html


class StanceForm(PmForm):
    stance = WordChoiceField(
        label="Your stance", words={"agree": words.settled("Agree"), "object": words.wrong("Object")}
    )
    reason = CharField(label="Reason")


def test_choices_bring_their_shapes_and_none_is_chosen_in_advance():
    html = shown("{% choices form.stance %}", form=StanceForm())

    assert html.count("<svg") == 2
    assert "checked" not in html


def test_the_summary_of_errors_links_to_each_field():
    html = shown("{% errors form %}", form=StanceForm({}))

    assert "Two things to put right" in html
    assert 'href="#id_stance_0"' in html
    assert 'href="#id_reason"' in html


def test_a_form_that_is_right_has_no_summary():
    assert shown("{% errors form %}", form=StanceForm({"stance": "agree", "reason": "x"})).strip() == ""


def test_the_filter_bar_offers_all_again_only_when_narrowed():
    form = StanceForm()

    wide = shown("{% filter_bar form %}", form=form, request=RequestFactory().get("/list/"))
    narrow = shown("{% filter_bar form %}", form=form, request=RequestFactory().get("/list/?reason=x"))

    assert "Show all" not in wide
    assert "Show all" in narrow
