"""文档体检 as a page and as a report, of a document with a fault of every kind that is found in documents alone."""

import io
import re
from html import escape

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import make_cast
from tests.reports.planted import PARKS, changed, examined

pytestmark = pytest.mark.django_db
TEXT = changed(
    PARKS,
    ("（一）执行率情况\n", "2023年度共设置年度目标3个、绩效指标8项。\n（一）执行率情况\n"),
    ("年度目标2：管好园林设施\n1.", "年度目标1：管好园林设施\n1."),
    ("2023年利用边角地", "2022年利用边角地"),
    ("②修缮步道\n", "③修缮步道\n"),
    ("\t单位：万元", "\t单位：元"),
    ("满意476份", "满意467份"),
    ("2023年度青石县园林局部门整体", "2023年度青石县园琳局部门整体"),
)
CODES = {
    "count-differs",
    "goal-number-differs",
    "figure-of-another-year",
    "numbering-broken",
    "unit-of-table-differs",
    "rate-of-counts-differs",
    "department-differs",
}


def test_a_fault_of_each_kind_is_on_the_page_and_in_the_report(client):
    found = examined(TEXT)
    assert {one.finding.code for one in found} == CODES
    client.force_login(make_cast().preparer)
    place = client.post("/examine/", {"file": SimpleUploadedFile("报告.txt", TEXT.encode())})["Location"]

    page = re.sub("</?mark>", "", "".join(client.get(place).content.decode().split()))

    words = [excerpt.text for one in found for excerpt in one.excerpts]
    assert [one.finding.message for one in found if "".join(one.finding.message.split()) not in page] == []
    assert [word for word in words if escape("".join(word.split())) not in page] == []
    report = client.get(f"{place}report.pdf").content
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(report)).pages)
    assert [one.finding.code for one in found if one.finding.message[:12] not in "".join(printed.split())] == []
