"""`python -m tools.bench.visiting FILE`: time every page of the demonstration in this process' settings.

Pages are asked for as a server asks: through the WSGI application, with a database connection opened and closed.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import django
from django.test import Client, RequestFactory

django.setup()  # this module is only ever run, and models are there after setup only

from pmo.access.models import Office  # noqa: E402
from pmo.desk.demonstration import cast  # noqa: E402
from pmo.wsgi import application  # noqa: E402
from tools.crawling.following import browser, crawl  # noqa: E402

RUNS = 15
HOST = "localhost"


def main(file: Path) -> None:
    """Find every kind of page as each role, warm, then time them in turns."""
    found = pages()
    for _ in range(RUNS):
        for page in found.values():
            page["milliseconds"].append(seconds(application, page["client"], page["address"]) * 1000)
    for page in found.values():
        del page["client"]
    file.write_text(json.dumps(found))


def pages() -> dict[str, dict[str, Any]]:
    """Return one page of every kind and role that answers, with the most queries of its kind."""
    office, found = Office.objects.get(slug=cast.SLUG), dict[str, dict[str, Any]]()
    for player in cast.SHOWN:
        client = browser(cast.person(player), HOST)
        crawl(client, office)
        for page in crawl(client, office):
            key = f"{page.name}, {player.role}"
            if page.status == 200 and page.queries >= found.get(key, {"queries": [0]})["queries"][0]:
                found[key] = {
                    "client": client,
                    "address": page.address,
                    "queries": [page.queries],
                    "size": page.size,
                    "milliseconds": [],
                }
    return found


def seconds(application: Callable, client: Client, address: str) -> float:
    """Ask the application for a page once, as a server would."""
    cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
    surroundings = RequestFactory(SERVER_NAME=HOST, HTTP_COOKIE=cookies).get(address).environ
    began = perf_counter()
    response = application(surroundings, lambda *_: None)
    b"".join(response)
    response.close()
    return perf_counter() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]))
