"""What changed between two frozen versions, read from what was signed: their canonical content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mandates.content import HEADER
from mandates.models import Benefit, MandateVersion, Objective
from mandates.states import LineKind

Content = dict[str, Any]
PROFILES = {LineKind.BENEFIT: Benefit, LineKind.OBJECTIVE: Objective}


@dataclass(frozen=True)
class Field:
    """One field of a profile or the header that changed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One statement (or the header, without a key) that changed, came or went."""

    key: str
    title: str
    before: str
    after: str
    fields: tuple[Field, ...]

    @property
    def is_reworded(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Differences:
    """All that changed, and how many statements stand word for word."""

    changed: tuple[Difference, ...]
    unchanged: int


def differences(before: MandateVersion, after: MandateVersion) -> Differences:
    """Compare what two frozen versions say; order, sources and links are left out."""
    old, new = json.loads(before.content), json.loads(after.content)
    olds = {each["key"]: each for each in old["statements"]}
    news = {each["key"]: each for each in new["statements"]}
    changed = [*_header(old, new), *_came_and_changed(olds, news), *_went(olds, news)]
    same = sum(1 for key, each in news.items() if key in olds and _says_the_same(olds[key], each))
    return Differences(tuple(changed), same)


def _says_the_same(old: Content, new: Content) -> bool:
    return old["text"] == new["text"] and old["profile"] == new["profile"]


def _header(old: Content, new: Content) -> Iterator[Difference]:
    fields = [
        Field(_name(MandateVersion, name), old["header"][name], new["header"][name])
        for name in HEADER
        if old["header"][name] != new["header"][name]
    ]
    if fields:
        yield Difference("", _("The head of the mandate"), "", "", tuple(fields))


def _came_and_changed(olds: dict[str, Content], news: dict[str, Content]) -> Iterator[Difference]:
    for key, new in news.items():
        old = olds.get(key)
        if old is None:
            yield Difference(key, _("%(key)s, new") % {"key": key}, "", new["text"], ())
        elif not _says_the_same(old, new):
            fields = tuple(_fields(old, new))
            title = _("%(key)s, changed") if fields else _("%(key)s, wording only")
            yield Difference(key, title % {"key": key}, old["text"], new["text"], fields)


def _went(olds: dict[str, Content], news: dict[str, Content]) -> Iterator[Difference]:
    for key, old in olds.items():
        if key not in news:
            yield Difference(key, _("%(key)s, taken out") % {"key": key}, old["text"], "", ())


def _fields(old: Content, new: Content) -> Iterator[Field]:
    model = PROFILES.get(new["kind"])
    for name, value in new["profile"].items():
        if model and old["profile"].get(name) != value:
            yield Field(_name(model, name), _plain(old["profile"].get(name)), _plain(value))


def _name(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _plain(value: object) -> str:
    return "" if value is None else str(value)
