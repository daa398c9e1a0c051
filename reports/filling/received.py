"""Handed-in tables that wait for 确认导入: those of one upload belong together, and only who handed them in sees them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from budgets.models import Evaluation, User
from reports.filetypes import clean_name
from reports.filling.columns import as_stamp
from reports.filling.reading import Handed, read_indicators
from reports.importers.source import Grid, Unreadable
from reports.importers.workbook import read
from reports.models import Received
from reports.received import receive

MOST_FILES = 20
# Of all files of an upload. Each is read again for every page that shows them.
MOST_ROWS = 6000
NOT_A_TABLE = "没有读入"


@dataclass(frozen=True)
class Upload:
    """key: in the address of its preview. refused: name and sentence of what could not be read."""

    key: uuid.UUID
    files: tuple[Received, ...]
    refused: tuple[tuple[str, str], ...] = ()


def readable(files: Iterable[tuple[str, bytes]]) -> tuple[list[tuple[str, bytes]], list[tuple[str, str]]]:
    """Those that can be read as tables, together; and name and sentence of the rest."""
    kept: list[tuple[str, bytes]] = []
    refused: list[tuple[str, str]] = []
    left = MOST_ROWS
    for name, content in files:
        try:
            left -= _rows_of(name, content) if left > 0 else 0
        except Unreadable as why:
            refused.append((clean_name(name), str(why)))
            continue
        if left > 0:
            kept.append((name, content))
        else:
            refused.append((clean_name(name), f"一次最多读 {MOST_ROWS:,} 行，从这个文件起没有读入，请再传一次"))
    return kept, refused


def _rows_of(name: str, content: bytes) -> int:
    return sum(len(block.rows) for block in read(name, content).blocks if isinstance(block, Grid))


def keep(evaluation: Evaluation, posted: Iterable[tuple[str, bytes]], refused: Iterable[tuple[str, str]], *, by: User) -> Upload:  # fmt: skip
    """The first file carries the upload's key and what the page says of the others."""
    names: list[str] = []
    files = []
    for name, content in posted:
        names.append(_free(clean_name(name), names))
        files.append(receive(Received.Kind.WORKBOOK, names[-1], content, by=by, evaluation=evaluation))
    first, *others = files
    first.mended = {"with": [str(one.key) for one in others], "refused": [list(pair) for pair in refused]}
    first.save(update_fields=["mended"])
    return Upload(first.key, tuple(files), tuple(refused))


def _free(name: str, taken: list[str]) -> str:
    """Two sections may send files of one name."""
    stem, dot, ending = name.rpartition(".")
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem[:80]}（{number}）{dot}{ending}" if dot else f"{name[:80]}（{number}）"
    return free


def find(evaluation: Evaluation, key: uuid.UUID, user: User) -> Upload | None:
    """None where there is no such upload, or it is somebody else's."""
    mine = Received.objects.filter(evaluation=evaluation, by=user, kind=Received.Kind.WORKBOOK)
    first = mine.filter(key=key).first()
    if first is None or "with" not in first.mended:
        return None
    others = {str(one.key): one for one in mine.filter(key__in=first.mended["with"])}
    files = (first, *(others[other] for other in first.mended["with"] if other in others))
    return Upload(key, files, tuple((name, why) for name, why in first.mended["refused"]))


def forget(upload: Upload) -> None:
    Received.objects.filter(pk__in=[one.pk for one in upload.files]).delete()


def read_upload(upload: Upload, evaluation: Evaluation) -> list[Handed]:
    """Each file for itself, its rows numbered through; a sheet of another evaluation gives nothing but a note."""
    expected = as_stamp(evaluation.fiscal_year, evaluation.department.code, evaluation.scope)
    handed: list[Handed] = []
    first = 1
    for one in upload.files:
        found = _read_one(one, first, expected)
        first += len(found.sent)
        handed.append(found)
    return handed


def _read_one(one: Received, first: int, expected: str) -> Handed:
    try:
        return read_indicators(read(one.name, bytes(one.content)), first, expected)
    except Unreadable as why:
        return Handed(one.name, notes=(f"{NOT_A_TABLE}：{why}",))
