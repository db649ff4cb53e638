"""What the web server writes down, when an operator lets it keep a log of requests."""

from typing import Any

from gunicorn.glogging import Logger

from pmo.redaction import redacted


class DiscreetLogger(Logger):
    """Gunicorn's own log, without the tokens of personal links in addresses, referrers and headers."""

    def atoms(self, *request: Any) -> dict[str, Any]:
        """Return what a line may say of a request."""
        told = super().atoms(*request)
        return {name: redacted(value) if isinstance(value, str) else value for name, value in told.items()}
