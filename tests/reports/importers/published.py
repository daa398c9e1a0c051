"""The published self-evaluation as it was handed out: a Word file saved as text."""

from pathlib import Path

from reports.importers.outline import outline
from reports.importers.textfile import read_text

CONTENT = (Path(__file__).parent / "caidian-2022.txt").read_bytes()
TEXT = CONTENT.decode()


def source():
    return read_text("caidian-2022.txt", CONTENT)


def parts():
    return outline(source().blocks)
