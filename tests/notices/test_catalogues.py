"""The catalogues of the mails are whole, hold the same fields as what they translate, and nothing that nobody says."""

import io
import os
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from pmo.access.models import Person
from pmo.notices.checks import catalogues_are_made
from tests.scenes.executives import a_person
from tools import catalogues
from tools.catalogues import LOCALE, ROOT

WORDED = [code for code, _name in settings.MAIL_LANGUAGES if code != "en"]
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")) | {
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
MAILS_ALONE = [
    *("pmo/access/address_letters.py", "pmo/access/services/telling.py", "pmo/access/services/invitations.py"),
    *("pmo/notices/letters.py", "pmo/notices/wording.py", "pmo/notices/services/sections.py"),
    *("pmo/notices/services/telling.py", "pmo/notices/services/carrying.py", "pmo/ui/dates.py"),
    *("mandates/announcements.py", "mandates/review_mails.py", "mandates/reminding.py", "mandates/kinds.py"),
    *(
        "mandates/sounding_mails.py",
        "mandates/sounding_reminding.py",
        "mandates/turnover_mails.py",
        "mandates/copy_mails.py",
        "mandates/signing_mails.py",
    ),
    *("mandates/services/codes.py", "executives/services/assistants.py", "pmo/desk/services/asking.py"),
    *("executives/kinds.py", "executives/reminding.py", "executives/services/asking.py"),
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates/account/email").iterdir()),
    *(f"templates/notices/{name}" for name in ("mail.txt", "mail.html", "letter.txt", "letter.html")),
]
"""Modules and templates whose every word stands in some mail."""
FIELD = re.compile(r"%\(\w+\)[sd]")


def said_in(path: str) -> set[tuple[str, ...]]:
    """Return the words of a module or template, plurals as pairs."""
    source = (ROOT / path).read_text()
    code = source if path.endswith(".py") else templatize(source, origin=path)
    found = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS)
    return {_forms(words) for _line, words, _comments, _context in found}


def _forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


@pytest.fixture(params=WORDED)
def catalogue(request):
    written = LOCALE / request.param / "LC_MESSAGES" / "django.po"
    return read_po(io.BytesIO(written.read_bytes()), locale=request.param)


def written_in(catalogue):
    return [message for message in catalogue if message.id]


def test_every_language_of_mails_has_a_catalogue_and_only_those():
    assert sorted(path.name for path in LOCALE.iterdir()) == WORDED


@pytest.mark.parametrize("path", MAILS_ALONE)
def test_whatever_a_mail_says_is_in_the_catalogue(catalogue, path):
    known = {_forms(message.id) for message in written_in(catalogue) if all(_forms(message.string))}

    assert said_in(path) - known == set()


def test_nothing_is_left_empty_or_doubtful(catalogue):
    assert [message.id for message in written_in(catalogue) if not all(_forms(message.string)) or message.fuzzy] == []


def test_each_translation_holds_the_fields_of_what_it_translates(catalogue):
    differing = [
        message.id
        for message in written_in(catalogue)
        if {frozenset(FIELD.findall(form)) for form in _forms(message.string)}
        != {frozenset(FIELD.findall(form)) for form in _forms(message.id)}
        or any("%" in FIELD.sub("", form) for form in _forms(message.string))
    ]

    assert differing == []


def test_what_was_worded_anew_since_is_translated_anew(catalogue):
    said = {path: said_in(path) for message in written_in(catalogue) for path, _line in message.locations}

    stale = [
        (message.id, path)
        for message in written_in(catalogue)
        for path, _line in message.locations
        if _forms(message.id) not in said[path]
    ]

    assert stale == []


def test_what_django_reads_is_made_again_when_the_words_change(tmp_path, monkeypatch):
    written = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    written.parent.mkdir(parents=True)
    written.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "ä"\n')
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)

    first, again = catalogues.make_stale(), catalogues.make_stale()
    before = first[0].read_bytes()
    written.write_text(written.read_text().replace("ä", "ö"))
    _make_older(first[0])
    changed = catalogues.make_stale()

    assert (first, again, changed) == ([written.with_suffix(".mo")], [], first)
    assert before != first[0].read_bytes()
    assert sorted(path.suffix for path in written.parent.iterdir()) == [".mo", ".po"]


def _make_older(path: Path) -> None:
    os.utime(path, (1, 1))


@pytest.mark.parametrize("page", ["/account/login/", "/preferences/", "/nowhere/"])
@pytest.mark.parametrize("asks", ["browser", "cookie", "person"])
def test_the_pages_stay_in_their_own_language_whoever_asks_for_that_of_the_mails(client, db, page, asks):
    reader, head = a_person(), {"Accept-Language": "de-DE,de;q=0.9"} if asks == "browser" else {}
    if not page.startswith("/account/"):
        client.force_login(reader)
    english = client.get(page).content.decode()
    if asks == "cookie":
        client.cookies["django_language"] = "de"
    if asks == "person":
        Person.objects.filter(pk=reader.pk).update(language="de")

    html = client.get(page, headers=head).content.decode()

    assert '<html lang="en"' in html
    assert _lasting(html) == _lasting(english)


def _lasting(html: str) -> str:
    """Take away what differs each time, and which language is chosen."""
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"| selected', "", html)


def test_an_installation_is_warned_of_a_language_that_nobody_would_read(settings, tmp_path):
    made = catalogues_are_made()
    settings.LOCALE_PATHS = [tmp_path]

    (warned,) = catalogues_are_made()

    assert made == []
    assert "in Deutsch" in warned.msg
    assert "make words" in warned.hint


def test_the_pages_are_offered_in_no_language_that_only_mails_have():
    assert {code for code, _name in settings.LANGUAGES}.isdisjoint(WORDED)
