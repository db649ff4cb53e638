"""Every address that a template or a view names is one that the site has, with the parts that it takes."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from pmo.access import purposes
from pmo.notices import kinds
from tests.architecture.source import PACKAGES, python_files, templates, text

APPS = "desk|executives|mandates|businessplans|notices|ui"
IN_TEMPLATE = re.compile(r"""\{%\s*url\s+["']([\w:-]+)["'](?!\|)([^%]*)%\}""")
IN_CODE = re.compile(rf"""["']((?:{APPS}):[a-z_-]+)["']""")


def addresses(resolver: URLResolver, app: str = "", parts: frozenset[str] = frozenset()) -> Iterator[tuple]:
    """Yield the name of every address with the parts that it takes."""
    for each in resolver.url_patterns:
        taken = parts | each.pattern.converters.keys()
        if isinstance(each, URLPattern):
            yield f"{app}{each.name}", taken
        else:
            yield from addresses(each, f"{each.app_name}:" if each.app_name else app, taken)


KNOWN: dict[str, list[frozenset[str]]] = {}
for _name, _parts in addresses(get_resolver()):
    KNOWN.setdefault(_name, []).append(_parts)


def fits(url: str, told: str) -> bool:
    """Say whether an address takes what a template tells it, by name or in order."""
    words = re.sub(r"\bas \w+$", "", told).split()
    named = {word.partition("=")[0] for word in words if re.match(r"\w+=", word)}
    return any(named == parts if named else len(words) == len(parts) for parts in KNOWN.get(url, []))


def test_templates_name_addresses_that_exist():
    named = {(name, found[1], found[2].strip()) for name in templates() for found in IN_TEMPLATE.finditer(text(name))}

    assert sorted(each for each in named if not fits(*each[1:])) == []


def test_code_names_addresses_that_exist():
    named = {(name, url) for name in python_files(*PACKAGES) for url in IN_CODE.findall(text(name))}

    assert sorted((name, url) for name, url in named if url not in KNOWN) == []


def test_every_kind_of_mail_with_a_link_has_words_for_the_page_that_it_opens():
    told = ["invitation", "requirements.confirm", "round.opened", "version.out_for_signature", "review.opened"]
    names = [*told, *(kind.name for kind in kinds.every())]

    assert [name for name in names if purposes.word(name) == purposes.SOMETHING] == []
