"""A real server with people in front of it, each in a browser of his own. Unexpected complaints fail on leaving."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.pages import Window
from tests.server import Site

PATIENCE = 45_000  # milliseconds, on a machine that is busy with other things


class Office:
    """A site, and the windows in which people sit before it."""

    def __init__(self, chromium, site: Site):
        self.chromium = chromium
        self.site = site
        self.windows: list[Window] = []

    def window(self, **options) -> Window:
        """A browser of one's own: own cookies, own screen. options: of Playwright's new_context."""
        usual = {"base_url": self.site.url, "locale": "zh-CN", "viewport": {"width": 1366, "height": 768}}
        context = self.chromium.new_context(**usual | options)
        context.set_default_timeout(PATIENCE)
        window = Window(context, self.site.url)
        self.windows.append(window)
        return window

    def signed_in(self, username: str, password: str, **options) -> Window:
        window = self.window(**options)
        window.sign_in(username, password)
        return window


@contextmanager
def opened(chromium, site: Site) -> Iterator[Office]:
    """An office before this site. On leaving, nothing may have gone wrong unexpectedly."""
    office = Office(chromium, site)
    try:
        yield office
        complaints = [complaint for window in office.windows for complaint in window.complaints]
    finally:
        for window in office.windows:
            window.context.close()
    assert complaints == []
    assert site.errors() == ""
