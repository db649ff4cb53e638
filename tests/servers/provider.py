"""A company's own sign-in: an OpenID Connect provider on this machine, which lies where a test tells it to."""

import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "pmo", "a-secret-between-the-two"


class Provider:
    """Who is signed in there, what its tokens say, and what it says of itself."""

    def __init__(self) -> None:
        self.url = ""
        self.key = self.published = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person = {"sub": "248", "email": "", "email_verified": True}
        self.lies: dict[str, object] = {}  # claims of the token that are not true
        self.about: dict[str, object] = {}  # what differs in the configuration
        self.on_the_page: dict[str, object] | None = None  # what only the page of the person tells
        self.algorithm = "RS256"
        self._asked: dict[str, dict[str, str]] = {}

    def configuration(self) -> dict[str, object]:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        told = {name: f"{self.url}/{place}" for name, place in places.items()}
        page = {"userinfo_endpoint": f"{self.url}/person"}
        return {"issuer": self.url, **told, **page, **self.about}

    def keys(self) -> dict[str, object]:
        said = jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key(), as_dict=True)
        return {"keys": [said | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        code = secrets.token_urlsafe(8)
        self._asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, given: dict[str, str]) -> dict[str, str] | None:
        """Give a token for a code, once, to whoever knows what its challenge was made from."""
        asked = self._asked.pop(given.get("code", ""), None)
        verifier = given.get("code_verifier", "")
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge or given.get("client_secret") != SECRET:
            return None
        now = int(time.time())
        who = {"sub": self.person["sub"]} if self.on_the_page is not None else self.person
        said = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **who,
            **self.lies,
        }
        key = "x" * 32 if self.algorithm == "HS256" else None if self.algorithm == "none" else self.key
        signed = jwt.encode(said, key, algorithm=self.algorithm, headers={"kid": "one"})
        return {"access_token": "opens-the-page", "token_type": "Bearer", "id_token": signed}


class Desk(BaseHTTPRequestHandler):
    """The provider's pages."""

    provider: Provider

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(place.query).items()}
        match place.path:
            case "/.well-known/openid-configuration":
                self._say(self.provider.configuration())
            case "/keys":
                self._say(self.provider.keys())
            case "/person":
                self._say(self.provider.on_the_page or {})
            case "/authorize":
                self.send_response(302)
                self.send_header("Location", self.provider.authorize(asked))
                self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = self.provider.token({name: values[0] for name, values in parse_qs(body).items()})
        self._say(given or {"error": "invalid_grant"}, 200 if given else 400)

    def _say(self, said: object, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_said: object) -> None:
        """Keep quiet."""


@contextmanager
def running() -> Iterator[Provider]:
    """A provider while a test runs."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("ThisDesk", (Desk,), {"provider": provider}))
    provider.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
