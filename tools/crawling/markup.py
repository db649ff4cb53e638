"""Reading a page as a machine can: its links, forms and ids, and what no page should have."""

import re
from collections import Counter
from html.parser import HTMLParser

LEFT_OVER = re.compile(r"%\(|\{\{|\{%|\{#|\bTODO\b|\bundefined\b|\bNone\b(?!\.| [a-z])|\blorem\b")
SHOWN_ATTRIBUTES = ("alt", "aria-label", "content", "href", "placeholder", "title", "value")
FETCHED = {"img": "src", "link": "href", "script": "src"}
UNSEEN = {"script", "style", "template"}


class Markup(HTMLParser):
    """One page taken apart."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.titles: list[str] = []
        self.headings = 0
        self.faults: list[str] = []
        self.forms: list[dict[str, bool]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag brings."""
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        self.headings += tag == "h1"
        if tag == "title" and "svg" not in self._open:
            self.titles.append("")
        self._note_reference(tag, given)
        self._note_form(tag, given)
        if "id" in given:
            self.ids.append(given["id"])
        self.faults += list(faults_of(tag, given))

    def handle_endtag(self, tag: str) -> None:
        """Leave the tag, and those inside it that need no end."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Look at text that somebody sees."""
        if self._open and self._open[-1] == "title" and self.titles:
            self.titles[-1] += data
        if data.strip() and not UNSEEN.intersection(self._open) and (found := LEFT_OVER.search(data)):
            self.faults.append(f"shows “{found[0]}” in “{data.strip()[:60]}”")

    def _note_reference(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a" and "href" in given and "download" not in given:
            self.links.append(given["href"])
        if given.get(FETCHED.get(tag, "")):
            self.fetched.append(given[FETCHED[tag]])

    def _note_form(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            self.forms.append({"posts": given.get("method", "").lower() == "post", "token": False})
        if tag == "input" and given.get("name") == "csrfmiddlewaretoken" and self.forms:
            self.forms[-1]["token"] = True

    def problems(self) -> list[str]:
        """Say in words what is wrong with the page."""
        found = list(self.faults)
        if self.headings != 1:
            found.append(f"has {self.headings} first headings")
        if not self.titles or self.titles[0].partition(" · ")[0].strip() == "":
            found.append("has no title")
        twice = [name for name, times in Counter(self.ids).items() if times > 1]
        found += [f"has the id {name} twice" for name in twice]
        found += ["has a form that posts without a token" for form in self.forms if form["posts"] and not form["token"]]
        found += [f"fetches {address}" for address in self.fetched if not address.startswith(("/", "data:"))]
        targets = {link[1:] for link in self.links if link.startswith("#") and len(link) > 1}
        found += [f"leads to #{name}, which is not there" for name in sorted(targets - set(self.ids))]
        return found


def faults_of(tag: str, given: dict[str, str]) -> list[str]:
    """Return what a tag should not carry: style or script of its own, or what a template left over."""
    found = [f"has a handler {name}" for name in given if name.startswith("on")]
    if "style" in given:
        found.append(f"has a style on <{tag}>")
    if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
        found.append(f"has an inline <{tag}>")
    shown = {name: LEFT_OVER.search(given.get(name, "")) for name in SHOWN_ATTRIBUTES}
    return found + [f"has “{left[0]}” in {name} of <{tag}>" for name, left in shown.items() if left]
