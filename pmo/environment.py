"""Where the settings come from: the process environment first, then `var/pmo.env`."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PMO_VAR", ROOT / "var"))  # another folder holds a second, separate installation
ENV_FILE = VAR / "pmo.env"


def load() -> None:
    """Fill the environment from `var/pmo.env` (written by `make run`); what is already set wins.

    Without either, the production settings are used: they refuse to start until they are told what they need.
    """
    if ENV_FILE.exists():
        for line in ENV_FILE.read_text().splitlines():
            name, is_pair, value = line.partition("=")
            if is_pair and not name.startswith("#"):
                os.environ.setdefault(name.strip(), value.strip())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings.production")
