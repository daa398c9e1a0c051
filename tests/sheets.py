"""Handing out 填报表, writing in them as a colleague would, and handing them in."""

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

HEAD = 3


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def downloaded(client: Client, evaluation, **query: str) -> Workbook:
    answer = client.get(reverse("table", args=[evaluation.pk]), query)
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def sheet_of(book: Workbook) -> Worksheet:
    return book["填报表"]


def columns_of(ws: Worksheet) -> dict[str, int]:
    return {cell.value: cell.column for cell in ws[HEAD] if cell.value}


def row_of(ws: Worksheet, key: str) -> int:
    return next(row for row in range(HEAD + 1, ws.max_row + 1) if ws.cell(row, 1).value == key)


def write(book: Workbook, key: str, label: str, value) -> None:
    ws = sheet_of(book)
    ws.cell(row_of(ws, key), columns_of(ws)[label]).value = value


def as_bytes(book: Workbook) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sheet_from(*rows) -> bytes:
    """A plain workbook with these rows, as some other system writes it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return as_bytes(book)


def posted(client: Client, evaluation, *files):
    """files: workbooks, bytes, or (name, bytes)."""
    named = [file if isinstance(file, tuple) else (f"表{number}.xlsx", file) for number, file in enumerate(files, 1)]
    sent = [
        SimpleUploadedFile(name, content if isinstance(content, bytes) else as_bytes(content))
        for name, content in named
    ]
    return client.post(reverse("import_table", args=[evaluation.pk]), {"files": sent})


def handed_in(client: Client, evaluation, *files) -> str:
    """The address of the preview."""
    answer = posted(client, evaluation, *files)
    assert answer.status_code == 302, answer.context["problems"]
    return answer["Location"]


def preview(client: Client, address: str):
    """What the preview found."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.context["found"]


def ticked(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    return re.findall(r'name="take" value="([^"]+)"[^>]*checked', page)


def confirm(client: Client, address: str, tokens: list[str] | None = None):
    return client.post(address, {"do": "take", "take": ticked(client, address) if tokens is None else tokens})


def changes_in(found) -> set[tuple[str, str, str, str]]:
    """(key, field, was, now) of every cell that can be taken."""
    return {(row.here.key, one.field, one.was, one.now) for row in found.changed for one in row.cells}


def told_in(found) -> list[tuple[str, str, str]]:
    return [(one.kind, one.at, one.field) for one in found.told]
