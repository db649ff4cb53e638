"""A seeded attacker: every address, every role, every form, with values that nobody sane would type."""

import random
import re
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from pmo.access.models import Person

NASTY = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "2",
    "3",
    "99999",
    "9" * 30,
    "9" * 5000,
    "abc",
    "1e999",
    "0e99",
    "-0",
    "NaN",
    "Infinity",
    "0001-01-01",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-06-30",
    "٣",
    "²",
    "x" * 8001,
    "\x00",
    "a\x00b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u202etxt.exe",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://example.org")',
    "name\r\nBcc: x@example.org",
    "%s %(x)s {0} {{ x }} {% x %}",
    "../../etc/passwd",
    "on",
    "agree",
    "object",
    "csv",
    "xlsx",
    "exe",
    "-1 OR 1=1",
)
FILES = (
    b"",
    b"\x00\x01\x02",
    b"PK\x03\x04broken",
    b"ref,executive,statement\nR1,CFO,\x00\n",
    "ref;executive;statement\nÜ;CFO;=1+1\n".encode("utf-16"),
    b"executive,seat,email\n<b>Eve</b>,=cmd|' /C calc'!A0,eve@example.org\n",
    b"\xff\xfe\xfa",
)
NAMES = ("list.csv", "list.xlsx", "x" * 300 + ".csv", "../../a.csv", "a\r\nb.csv", "<i>.csv", "a.exe")
PLACES = {
    "slug": ("first-steps", "nowhere", "csv", "xlsx", "exe"),
    "int": ("1", "2", "7", "0", "99999", "9" * 25),
    "kind": ("BEN", "OBJ", "ISS", "EXC"),
    "key": ("BEN-1", "OBJ-2", "GOAL-1", "ISS-999999"),
    "number": ("1.0", "9999.9999"),
    "str": ("BEN-1", "requirements.confirm", "rounds.answer", "%00", "é", "x" * 300),
}
FILLED = {"date": "2026-09-30", "number": "1", "email": "eve@example.org"}
HOLE = re.compile(r"<(?:(\w+):)?(\w+)>")


class Form:
    """One form of a page: where it goes, and what it would send as it stands, filled in where it is empty."""

    def __init__(self, attrs: dict[str, str | None]) -> None:
        self.posts = (attrs.get("method") or "get").lower() == "post"
        self.action = (attrs.get("action") or "").partition("#")[0]
        self.values: dict[str, str] = {}
        self.files: set[str] = set()


class Forms(HTMLParser):
    """The forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self.found.append(Form(given))
        elif self.found and tag == "option" and self._select:
            if "selected" in given or not self._values.get(self._select):
                self._values[self._select] = value
        elif self.found and name:
            self._take(tag, name, value, given)

    @property
    def _values(self) -> dict[str, str]:
        return self.found[-1].values

    def _take(self, tag: str, name: str, value: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._text = name
            self._values.setdefault(name, "words")
        elif kind == "file":
            self.found[-1].files.add(name)
        elif kind in ("radio", "checkbox"):
            if "checked" in given or name not in self._values:
                self._values[name] = value or "on"
        elif tag in ("input", "button"):
            self._values.setdefault(name, value or ("" if kind == "hidden" else FILLED.get(kind, "words")))

    def handle_data(self, data: str) -> None:
        if self._text and data.strip():
            self._values[self._text] = data

    def handle_endtag(self, tag: str) -> None:
        self._select = "" if tag == "select" else self._select
        self._text = "" if tag == "textarea" else self._text


def addresses() -> list[str]:
    """Return every address of the site, with holes such as `<int:number>`."""
    return sorted(set(_addresses(get_resolver(), "/")))


def _addresses(resolver: URLResolver, prefix: str) -> list[str]:
    found = []
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        found += [route] if isinstance(each, URLPattern) else _addresses(each, route)
    return found


@dataclass
class Broken:
    """A request that ended in an error of ours."""

    request: str
    error: str


@dataclass
class Attacker:
    """Sends random requests as random people; each one's writes are kept or taken back at random."""

    seed: int
    office: str
    people: tuple[str | None, ...]
    broken: list[Broken] = field(default_factory=list)
    sent: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.clients = {who: self._client(who) for who in self.people}
        self.routes = addresses()
        self.errors: list[BaseException] = []

    def _client(self, who: str | None) -> Client:
        client = Client(raise_request_exception=False)
        if who:
            client.force_login(Person.objects.get(email=who), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    def attack(self, times: int) -> list[Broken]:
        """Send about so many requests and return what broke."""
        got_request_exception.connect(self._note)
        try:
            while self.sent < times:
                self._once()
        finally:
            got_request_exception.disconnect(self._note)
        return self.broken

    def _note(self, request: object, **_kwargs: object) -> None:
        self.errors.append(sys.exc_info()[1])

    def _once(self) -> None:
        who = self.random.choice(self.people)
        path = self._filled(self.random.choice(self.routes))
        page = self._send(who, "get", path, self._query())
        forms = Forms()
        if page is not None and not page.streaming and "html" in page.get("Content-Type", ""):
            forms.feed(page.content.decode())
        for form in forms.found:
            if form.posts and "logout" not in form.action and ("theme" not in form.action or "theme" in path):
                for _again in range(2):
                    self._send(who, "post", form.action or path, self._spoilt(form))
        self._send(who, "post", path, self._query())

    def _filled(self, route: str) -> str:
        def fill(hole: re.Match) -> str:
            kind, name = hole.groups()
            if name == "office":
                return self.office if self.random.random() < 0.9 else "first-steps"
            return self.random.choice(PLACES.get(kind or "str", PLACES["str"]))

        return HOLE.sub(fill, route).replace("\\", "").replace("^", "").replace("$", "")

    def _query(self) -> dict[str, str]:
        names = (
            "page",
            "format",
            "seat",
            "all",
            "q",
            "text",
            "kind",
            "state",
            "parent",
            "benefit",
            "list",
            "next",
            "shown",
        )
        return {name: self.random.choice(NASTY) for name in self.random.sample(names, self.random.randint(0, 3))}

    def _spoilt(self, form: Form) -> dict[str, object]:
        """Return what the form would send, with one or two of its values spoilt, missing or none of them."""
        given: dict[str, object] = dict(form.values)
        for name in self.random.sample(sorted(given), min(len(given), self.random.choice((0, 1, 1, 1, 2)))):
            given[name] = self.random.choice(NASTY)
            if self.random.random() < 0.1:
                del given[name]
        for name in form.files:
            given[name] = SimpleUploadedFile(self.random.choice(NAMES), self.random.choice(FILES))
        return given

    def _send(self, who: str | None, method: str, path: str, values: dict[str, object]):
        self.sent += 1
        self.errors.clear()
        keep = self.random.random() < 0.3
        page = None
        with transaction.atomic():
            try:
                page = getattr(self.clients[who], method)(path, values)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
                self.errors.append(error)
            if not keep or self.errors:
                transaction.set_rollback(True)
        unwell = path == "/readyz"  # it may say that it is not well: no scheduler runs here
        if self.errors or (page is not None and page.status_code >= 500 and not unwell):
            what = f"{who} {method} {path} {str(values)[:600]}"
            self.broken.append(Broken(what, repr(self.errors[-1]) if self.errors else str(page.status_code)))
        return page
