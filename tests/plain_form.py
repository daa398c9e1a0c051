"""A browser without script: reads what a page's inputs hold, so that a test can change some and post the rest back."""

from html.parser import HTMLParser


class _Inputs(HTMLParser):
    """`values`: by name, as a browser would post them; `buttons`: every "do" that can be pressed."""

    def __init__(self):
        super().__init__()
        self.values, self.buttons = {}, []
        self._textarea = self._select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "button" and name == "do":
            self.buttons.append(attrs["value"])
        elif tag == "textarea":
            self._textarea, self.values[name] = name, ""
        elif tag == "select":
            self._select, self.values[name] = name, ""
        elif tag == "option" and "selected" in attrs:
            self.values[self._select] = attrs["value"]
        elif tag == "input" and name not in {None, "csrfmiddlewaretoken", "do"}:
            self.values[name] = attrs.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            # The first line end belongs to the markup; a browser posts CRLF.
            self.values[self._textarea] = "\r\n".join(self.values[self._textarea].removeprefix("\n").splitlines())
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea] += data


def _read(response):
    inputs = _Inputs()
    inputs.feed(response.content.decode())
    return inputs


def inputs_of(response) -> dict[str, str]:
    return _read(response).values


def buttons_of(response) -> list[str]:
    return _read(response).buttons


def cell(key: str, field: str) -> str:
    return f"cell:{key}:{field}"
