"""The published document in Word files of many shapes gives what its text gives, to the last field."""

import pytest

from reports.importers.document import read
from tests.reports.importers import published
from tests.reports.importers.test_document import as_printed, rows_of
from tests.reports.importers.word_shapes import SHAPES


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_word_file_gives_the_same_as_the_text(shape):
    reading = read("自评报告.docx", shape())

    assert rows_of(reading.facts) == as_printed()
    assert reading.facts == read("caidian-2022.txt", published.CONTENT).facts
    assert reading.unread == ()
