"""The door of the house, in a real browser."""

import pytest

from tests.browser.accessibility import violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_sign_in_page_is_quiet_and_open_to_all(quiet_page, live_server, width, scheme):
    quiet_page.set_viewport_size({"width": width, "height": 800})
    quiet_page.emulate_media(color_scheme=scheme)

    quiet_page.goto(f"{live_server.url}/account/login/")

    assert quiet_page.get_by_role("heading", level=1).is_visible()
    assert violations(quiet_page) == []
    assert quiet_page.evaluate("document.documentElement.scrollWidth") <= width
