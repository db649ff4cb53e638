"""Every list leaves as CSV and as a workbook."""

from pmo.access.models import Person
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.scenes.demonstration import ASKED

MANAGERS = (
    "",
    "people/",
    "ledger/",
    "executives/",
    "requirements/",
    "talks/",
    "kick-off/",
    "conflicts/",
    "progress/",
    "themes/",
    "import/",
    "mandate/versions/",
    "mandate/alignment/",
    "mandate/1.0/",
    "rounds/",
    "rounds/1/",
    "soundings/",
    "soundings/1/",
    "soundings/2/",
    "signatures/",
    "plan/",
    "plan/gaps/",
    "reviews/",
    "reviews/1/",
    "settings/prompts/",
    "settings/catalogue/",
    "settings/reminders/",
    "settings/reminders/ahead/",
    "settings/reminders/texts/",
    "settings/reminders/reach/",
    "settings/reminders/health/",
)
EXECUTIVES = ("asked/", "mandate/versions/", "rounds/", "soundings/", "plan/", "reviews/")
LISTS = [(cast.MANAGER.email, page) for page in MANAGERS] + [(cast.EXECUTIVE.email, page) for page in EXECUTIVES]


def test_every_list_leaves_as_a_file(demonstration_at, client):
    demonstration_at(Stage.REVIEWED)
    missing = []

    for email, page in LISTS:
        client.force_login(Person.objects.get_by_natural_key(email))
        for kind, wanted in (("csv", "text/csv"), ("xlsx", "spreadsheetml")):
            answer = client.get(f"/{cast.SLUG}/{page}", {"format": kind})
            if answer.status_code != 200 or wanted not in answer["Content-Type"]:
                missing.append((page, kind, answer.status_code))

    assert not missing


def test_an_open_round_leaves_as_who_has_answered(demonstration_at, client):
    demonstration_at(ASKED)
    client.force_login(Person.objects.get_by_natural_key(cast.EXECUTIVE.email))

    for kind in ("csv", "xlsx"):
        answer = client.get(f"/{cast.SLUG}/rounds/2/", {"list": "turnout", "format": kind})
        assert "turnout" in answer["Content-Disposition"]
    text = client.get(f"/{cast.SLUG}/rounds/2/", {"format": "csv"}).getvalue().decode("utf-8-sig")

    head, *rows = text.splitlines()
    assert head == "Seat,Person,Counted,Statements asked,Statements answered,Answers"
    assert rows
    assert all(row.rsplit(",", 1)[1] in {"Not yet", "Has answered"} or " of " in row for row in rows)
