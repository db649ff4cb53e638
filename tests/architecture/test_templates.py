"""Templates hold no script, no style and no secret needs: what they use is named at their top."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.source import ROOT, templates, text

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\ssrc=)[^>]*>|javascript:|\shx-on|hx-vals=.js:",
    re.IGNORECASE,
)
OTHER_HOST = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""", re.IGNORECASE)
CONTEXT = re.compile(r"\{#.*?#\}|\{% comment .*?%\}", re.DOTALL)
LAYOUTS = "templates/bootstrap5/layout/"  # crispy hands them fields that their own templates have escaped
MAILS = "templates/notices/"
IN_A_MAIL = (f"{MAILS}mail.html", f"{MAILS}letter.html")  # read by mail programs: no policy or sheet of ours
DATA_BLOCK = re.compile(r"<script[^>]*type=[\"']application/json[\"'][^>]*>")


@pytest.mark.parametrize("name", [name for name in templates() if name.endswith(".html")])
def test_a_template_keeps_to_the_house(name):
    source = text(name)
    head = "\n".join(source.splitlines()[:12])

    assert CONTEXT.search(head), "name the context in a comment at the top"
    inline = name not in IN_A_MAIL and INLINE.search(DATA_BLOCK.sub("", source))
    assert not inline, "the policy forbids inline script, style and handlers"
    assert not OTHER_HOST.search(source), "pages load nothing from other hosts"
    assert "|safe" not in source or name.startswith(LAYOUTS), "text is escaped"
    assert "autoescape off" not in source, "text is escaped"


@pytest.mark.parametrize("name", templates())
def test_a_template_can_be_loaded(name):
    inside = name.split("templates/", 1)[1]

    assert Path(get_template(inside).origin.name) == ROOT / name
