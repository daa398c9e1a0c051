"""Of a posted body no more is received than can be kept. The streams here are made while they are read."""

import pytest
from django.core.handlers.wsgi import WSGIRequest

from perfeval.uploads import MEGABYTE, TOO_LARGE, TOO_MUCH, refused_of

BOUNDARY = "edge"


class Endless:
    """A body that exists only as far as somebody reads it."""

    def __init__(self, *pieces):
        self.pieces = iter(piece for part in pieces for piece in ([part] if isinstance(part, bytes) else part))
        self.rest = b""
        self.read_so_far = 0

    def read(self, size=-1):
        while len(self.rest) < size and (piece := next(self.pieces, None)) is not None:
            self.rest += piece
        given, self.rest = self.rest[:size], self.rest[size:]
        self.read_so_far += len(given)
        return given

    readline = read  # nothing in such a body is a line; Django uses it up with either


def field(name: str, text: str) -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()


def head(name: str) -> bytes:
    disposition = f'Content-Disposition: form-data; name="files"; filename="{name}"'
    return f"--{BOUNDARY}\r\n{disposition}\r\nContent-Type: application/pdf\r\n\r\n".encode()


def zeros(megabytes: int):
    return (b"\0" * MEGABYTE for _ in range(megabytes))


def sent(announced: int, *pieces):
    body = Endless(field("csrfmiddlewaretoken", "token"), *pieces, f"--{BOUNDARY}--\r\n".encode())
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(announced),
        "wsgi.input": body,
    }
    return WSGIRequest(environ), body


def received(request) -> list[tuple[str, int]]:
    found = [(file.name, len(file.read())) for file in request.FILES.getlist("files")]
    request.close()
    return found


def test_a_file_that_is_too_large_does_not_lose_the_others():
    request, _ = sent(
        16 * MEGABYTE,
        head("a.pdf"),
        b"before",
        b"\r\n",
        head("b.pdf"),
        zeros(11),
        b"\r\n",
        head("c.pdf"),
        b"behind",
        b"\r\n",
    )

    assert (received(request), refused_of(request)) == ([("a.pdf", 6), ("c.pdf", 6)], [("b.pdf", TOO_LARGE)])
    assert request.POST["csrfmiddlewaretoken"] == "token"


@pytest.mark.parametrize("more", [0, 1])
def test_ten_megabytes_are_the_most_that_a_file_holds(more):
    request, _ = sent(12 * MEGABYTE, head("a.pdf"), zeros(10), b"x" * more, b"\r\n")

    found = received(request), refused_of(request)

    assert found == (([], [("a.pdf", TOO_LARGE)]) if more else ([("a.pdf", 10 * MEGABYTE)], []))


def test_five_hundred_megabytes_are_not_read():
    request, body = sent(500 * MEGABYTE, head("a.pdf"), b"%PDF", b"\r\n", head("b.pdf"), zeros(500), b"\r\n")

    assert (received(request), refused_of(request)) == ([("a.pdf", 4)], [("b.pdf", TOO_LARGE)])
    assert request.POST["csrfmiddlewaretoken"] == "token"
    assert body.read_so_far < 12 * MEGABYTE


def test_many_files_end_where_together_they_are_too_much():
    parts = [piece for number in range(100) for piece in (head(f"{number}.pdf"), zeros(5), b"\r\n")]
    request, body = sent(500 * MEGABYTE, *parts)

    found = received(request)

    assert found == [(f"{number}.pdf", 5 * MEGABYTE) for number in range(12)]
    assert refused_of(request) == [("12.pdf", TOO_MUCH)]
    assert body.read_so_far < 62 * MEGABYTE


def test_what_announces_less_than_it_sends_is_read_no_further_than_it_announced():
    request, body = sent(2 * MEGABYTE, head("a.pdf"), zeros(500), b"\r\n")

    received(request)

    assert body.read_so_far <= 2 * MEGABYTE
