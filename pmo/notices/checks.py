"""What an installation is warned of before it runs: a language of mails whose words were never made readable."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Warning as Warned


def catalogues_are_made(**_asked: Any) -> list[Warned]:
    """Warn of each language that people may choose and would then read in the site's own."""
    own = settings.LANGUAGE_CODE.partition("-")[0]
    return [
        Warned(
            f"Nobody can be written to in {name}: the words of the mails are not made ready for Django.",
            hint="Run `make words`, or take the language out of MAIL_LANGUAGES.",
            id="notices.W001",
        )
        for code, name in settings.MAIL_LANGUAGES
        if code != own and not any(_made(Path(place), code).exists() for place in settings.LOCALE_PATHS)
    ]


def _made(place: Path, code: str) -> Path:
    return place / code / "LC_MESSAGES" / "django.mo"
