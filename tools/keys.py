"""Write `var/pmo.env`, the settings of this machine, once: a secret of its own, readable by its owner only."""

import os
import secrets
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "var" / "pmo.env"
TEXT = """# The settings of this machine; what stands in the environment wins. README.md lists what can be set.
DJANGO_SETTINGS_MODULE=pmo.settings.demonstration
SECRET_KEY={secret}
"""

if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    with os.fdopen(os.open(FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(TEXT.format(secret=secrets.token_urlsafe(64)))
