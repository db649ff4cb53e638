"""The table of components says what there is."""

import re
from pathlib import Path

from pmo.ui.templatetags import heat, prose, ui

TABLE = (Path(__file__).resolve().parents[2] / "docs" / "components.md").read_text()


def test_every_component_stands_in_the_table_and_nothing_else_does():
    listed = set(re.findall(r"`[^`]*?\{% (?!end|load|include|blocktranslate|csrf|crispy)(\w+)", TABLE))

    assert {*ui.register.tags, *heat.register.tags, *prose.register.tags} == listed
