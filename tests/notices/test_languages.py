"""Every kind of mail speaks its reader's language and no word of the language of whoever acts."""

import io
import re
from gettext import NullTranslations
from html import unescape

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import trans_real

from pmo import clock
from pmo.access.models import Person
from pmo.clock.shifting import unset_time
from pmo.notices import kinds
from pmo.notices.models import Mail
from pmo.notices.services import send_due
from tests.notices.test_catalogues import LOCALE, _forms, read_po, written_in
from tests.scenes import mails as scenes

LETTERS = {"invitation", "assistant", "seat", "address", "copy"}
DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
}
WAYS = [("en", "de"), ("de", "en")]
"""(who acts, who reads)"""


class Asked(NullTranslations):
    """What stands behind a catalogue, and notes what the catalogue lacks."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: set[str] = set()

    def gettext(self, message):
        self.missing.add(message.rpartition("\x04")[2])
        return message

    def ngettext(self, one, many, n):
        self.missing |= {one, many}
        return one if n == 1 else many


@pytest.fixture
def behind(monkeypatch):
    get_resolver().url_patterns  # noqa: B018 - forms word their validators when they are first loaded: that is no mail
    asked = Asked()
    monkeypatch.setattr(trans_real.translation("de"), "_fallback", asked)
    return asked


@pytest.fixture(autouse=True)
def _fresh(settings, db):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    unset_time()
    cache.clear()


def pieces(words) -> set[str]:
    """Return what stands between the fields, where it is two words or more."""
    found = {piece.strip(" .,:!?") for each in words for piece in re.split(r"%\(\w+\)[sd]|\n+", each)}
    return {piece for piece in found if " " in piece and len(piece) > 8}


@pytest.fixture(scope="module")
def foreign():
    """What must not stand in a mail, by its reader's language."""
    german = read_po(io.BytesIO((LOCALE / "de/LC_MESSAGES/django.po").read_bytes()), locale="de")
    english = pieces(form for message in written_in(german) for form in _forms(message.id))
    translated = pieces(form for message in written_in(german) for form in _forms(message.string))
    return {"de": english | set(DAYS["en"]), "en": translated | set(DAYS["de"])}


def written(scene, acting, reading, on_commit):
    """Play a scene; return the kept mails and the texts of all mails that its deed wrote."""
    play = scene()
    next(play)
    send_due(clock.now())
    Person.objects.update(language=reading)
    known = set(Mail.objects.values_list("pk", flat=True))
    mail.outbox.clear()
    with on_commit(execute=True), translation.override(acting):
        next(play, None)
    kept = list(Mail.objects.exclude(pk__in=known))
    texts = [f"{each.subject}\n{each.text}\n{unescape(each.html)}" for each in kept]
    return kept, texts + [f"{each.subject}\n{each.body}" for each in mail.outbox]


def test_every_kind_of_mail_has_its_scene():
    assert set(scenes.KEPT) == {kind.name for kind in kinds.every()} | set(kinds.told_at_once()) | LETTERS


@pytest.mark.parametrize(("acting", "reading"), WAYS)
@pytest.mark.parametrize(
    ("kind", "scene"),
    [
        *((kind, scene) for kind, found in scenes.KEPT.items() for scene in found),
        *(("", each) for each in scenes.PASSING),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_mail_is_in_its_readers_language_whoever_acts(
    kind, scene, acting, reading, behind, foreign, django_capture_on_commit_callbacks
):
    kept, texts = written(scene, acting, reading, django_capture_on_commit_callbacks)

    unwanted = foreign[reading] | (pieces(behind.missing) if reading == "en" else set())
    assert texts
    assert not kind or kind in {each.kind for each in kept}
    assert all(f'<html lang="{reading}">' in each.html for each in kept)
    assert [piece for piece in unwanted for text in texts if piece in text] == []
    assert reading == "en" or behind.missing == set()
