"""A version on paper: the same bytes each time, what it is on every page, and only words in it."""

import pytest
from django.urls import reverse

from mandates.models import MandateVersion
from mandates.selectors.comparisons import content_of
from mandates.selectors.printing import printed
from mandates.services import signoff
from mandates.views import printing
from pmo.audit import canonical
from pmo.ui import typesetting
from pmo.ui.typesetting import TooLong, Unprintable, fonts, typeset
from tests.scenes.executives import holder_of, manager_of
from tests.scenes.mandates import a_full_draft, words
from tests.scenes.rounds import (
    a_draft_saying,
    a_version_in_force,
    a_version_out_for_signature,
    all_answered,
    asked,
    closed,
    signed,
)

pytestmark = pytest.mark.django_db
HOSTILE = '#read("/etc/passwd") #panic() $x$ @ref <b> \\ // 🚂 \U000131b2 日本 العربية'


def pdf(client, office, number=None):
    name, parts = ("version_pdf", {"number": number}) if number else ("draft_pdf", {})
    return client.get(reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts}))


def set_anew(version):
    typesetting._typeset.cache_clear()
    return typeset(printing.TEMPLATE, printed(version))


def test_a_version_is_a_tagged_pdf_and_the_same_bytes_each_time(client, office, ceo):
    version = a_version_in_force(office, "Jobs finish late.")
    client.force_login(holder_of(ceo))

    answer = pdf(client, office, "1.0")

    assert answer["Content-Type"] == "application/pdf"
    assert "mandate 1.0.pdf" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content
    assert set_anew(version) == answer.content == set_anew(version)


def test_a_draft_says_so_on_every_page_with_the_digest_of_what_it_says_now(office, ceo):
    draft = a_draft_saying(office, "Jobs finish late.")

    found = printed(draft)

    assert found["stamp"]["word"] == "DRAFT"
    assert found["stamp"]["below"].replace(" ", "") == canonical.digest(content_of(draft))
    assert "This is a draft." in found["remarks"][0]
    assert set_anew(draft).startswith(b"%PDF-")


def test_the_page_of_a_draft_carries_the_same_stamp_for_paper(client, office, ceo):
    draft = a_draft_saying(office, "Jobs finish late.")
    client.force_login(manager_of(office))

    source = client.get(reverse("mandates:draft", kwargs={"office": office.slug})).content.decode()

    stamp = printed(draft)["stamp"]
    assert f'>{stamp["word"]}<span class="pm-stamp-of">{stamp["below"]}</span></p>' in source


def test_a_version_that_is_history_says_so(office, ceo):
    first = a_version_in_force(office, "Jobs finish late.")
    second = a_version_out_for_signature(office, "Costs run over.")
    by = holder_of(ceo)
    signoff.decline(
        version_id=second.pk, seat_id=ceo.pk, shown_digest=second.digest, reason="The date is wrong.", by=by
    )
    second.refresh_from_db()

    assert printed(first)["stamp"] is None
    assert printed(second)["stamp"]["word"] == "WITHDRAWN"
    assert printed(second)["remarks"][:2] == [
        "This version was withdrawn and never came into force.",
        "The date is wrong.",
    ]
    a_version_in_force(office, "Nobody decides.")
    first.refresh_from_db()
    assert "superseded" in printed(first)["remarks"][0]


def test_the_paper_holds_every_chapter_the_figures_and_who_signed_with_what(office, ceo):
    version = a_full_draft(office)
    closed(all_answered(asked(version)))
    version = signoff.send_for_signature(version_id=version.pk, by=manager_of(office))
    signed(version, ceo, reservation="The date is near.")
    found = printed(MandateVersion.objects.get(pk=version.pk))
    chapters = {each["heading"]: each for each in found["chapters"]}

    assert list(chapters) == [
        "Why the office exists",
        "What it is worth",
        "Goals and objectives",
        "What it must not do",
        "Who agreed",
    ]
    assert chapters["What it is worth"]["table"]["rows"][0][1:4] == ["4.6", "1.5", "months"]
    (row,) = chapters["Who agreed"]["table"]["rows"]
    assert row[:2] == ["Chief Executive", holder_of(ceo).name]
    assert row[2].startswith("Signed")
    assert row[2].endswith("password")
    assert row[3] == "Reservation: The date is near."


def test_what_people_wrote_is_set_as_words_whatever_it_holds(office, ceo):
    draft = a_draft_saying(office, HOSTILE, "> " * 100 + "deep", "- a\n- *b*\n\n7. c")

    assert set_anew(draft).startswith(b"%PDF-")


def test_our_own_fonts_are_there():
    latin, others = {"Source Serif 4", "Source Sans 3", "Noto Sans"}, ("Arabic", "Hebrew", "JP", "KR")

    assert latin | {f"Noto Sans {script}" for script in others} | {"Noto Emoji"} <= {*fonts().families()}


def test_who_does_not_read_the_draft_gets_no_pdf_of_it(client, office, ceo):
    a_draft_saying(office, "Jobs finish late.")
    client.force_login(holder_of(ceo))

    assert pdf(client, office).status_code == 403
    assert pdf(client, office, "7.0").status_code == 404


def test_the_draft_that_has_a_number_is_found_under_it(client, office, ceo):
    a_version_out_for_signature(office, "Jobs finish late.")
    client.force_login(holder_of(ceo))

    assert pdf(client, office).url.endswith("/mandate/1.0/pdf/")


def test_what_cannot_be_set_is_said_in_a_sentence(client, office, ceo, tmp_path, monkeypatch):
    a_version_in_force(office, "Jobs finish late.")
    client.force_login(holder_of(ceo))
    (broken := tmp_path / "broken.typ").write_text("#panic()")
    monkeypatch.setattr(printing, "TEMPLATE", broken)

    answer = pdf(client, office, "1.0")

    assert answer.status_code == 409
    assert "The PDF could not be made." in words(answer)
    with pytest.raises(Unprintable):
        typeset(broken, {})


def test_nobody_makes_the_typesetter_set_ten_megabytes(client, office, ceo, monkeypatch):
    a_version_in_force(office, "Jobs finish late.")
    client.force_login(holder_of(ceo))

    with pytest.raises(TooLong):
        typeset(printing.TEMPLATE, {"title": "x" * 10_000_000})
    monkeypatch.setattr(typesetting, "LONGEST", 100)
    assert "too long to be set as a PDF" in words(pdf(client, office, "1.0"))
