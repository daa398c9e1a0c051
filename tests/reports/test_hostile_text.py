"""Whatever is typed is printed as text: nothing is run, loaded or opened, in no format."""

import dataclasses
import io
import json
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest

from indicators.facts import GoalFacts, Place, Revenue, Row
from reports import issue
from reports.demo import approved_example
from reports.document import Footer
from reports.renderers import xlsx
from tests.reports.test_formats_agree import signs

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=file:///etc/passwd onerror=x>',
    "<link rel=stylesheet href=http://127.0.0.1:1/x>",
    "<style>@import url(http://127.0.0.1:1/y);</style>",
    "<svg><image href='http://127.0.0.1:1/z'/></svg>",
    "</article></body></html><!-- x",
    "{{ document.title }}{% include 'x' %}{# #}",
    "&P&D&Z&F &amp; &lt; &",
    '=HYPERLINK("http://127.0.0.1:1/h")',
    "<a href=javascript:alert(1)>a</a><base href=http://127.0.0.1:1/>",
)
# Codes and keys, which nobody types.
_CODES = {"key", "scope", "basis", "rule_set", "layout", "nature", "direction", "tier", "outcome", "typed_in_wan"}


def poisoned(value, text):
    """The record with `text` in every field that holds words."""
    changes = {}
    for field in dataclasses.fields(value):
        old = getattr(value, field.name)
        if field.name in _CODES:
            continue
        if isinstance(old, str):
            changes[field.name] = text
        elif isinstance(old, tuple):
            changes[field.name] = tuple(text if isinstance(one, str) else poisoned(one, text) for one in old)
        elif dataclasses.is_dataclass(old):
            changes[field.name] = poisoned(old, text)
    return dataclasses.replace(value, **changes)


def document_with(text):
    return issue.composed(poisoned(approved_example(), text), mark="draft", footer=Footer(text, text))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.words = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.tags.add("comment")


def read(page: str) -> Tags:
    reader = Tags()
    reader.feed(page)
    reader.close()
    return reader


def test_every_field_of_the_facts_is_poisoned():
    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for one in value:
                yield from texts(one)
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                if field.name not in _CODES:
                    yield from texts(getattr(value, field.name))

    facts = poisoned(approved_example(), "毒")
    assert set(texts(facts)) == {"毒"}
    assert len(list(texts(facts))) > 100
    assert {type(one) for one in (facts.revenue[0], facts.goals[0], facts.goals[0].rows[0])} == {
        Revenue,
        GoalFacts,
        Row,
    }
    assert Place not in {type(one) for one in facts.revenue}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_holds_no_tag_that_a_harmless_one_does_not_hold(text):
    harmless, page = (read(issue.render(document_with(one), "report.html")[1].decode()) for one in ("甲", text))
    assert page.tags == harmless.tags
    assert page.attributes == harmless.attributes
    assert "".join(page.words).count(text) > 80


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_holds_it_as_text(text):
    content = issue.render(document_with(text), "form.xlsx")[1]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert sum(cell.value == text for cell in cells) > 50
    assert (book.properties.creator, book.properties.identifier) == (text, text)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert [name for name in archive.namelist() if re.search("external|vba|drawing|/_rels/sheet", name)] == []


def test_codes_of_headers_and_footers_are_text_in_them():
    content = xlsx.render(document_with("&P&D&Z"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert sheet.find(f".//{main}oddFooter").text == "&L编号 &&P&&D&&Z&C— &P —&R校验码 &&P&&D&&Z"


_WATCHED = """
import sys; sys.path[:0] = ["."]
import django; django.setup()
import json, socket
from reports import issue
from reports.document import Footer
from tests.reports.plain import make_facts, make_goal, make_row
from tests.reports.test_hostile_text import HOSTILE, poisoned
seen = []
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo"} or (event == "open" and str(arguments[0]).endswith("passwd")):
        seen.append(event)
sys.addaudithook(watch)
# Each of them somewhere, in as few words as possible: a long document takes its time.
rows = [poisoned(make_row(str(n)), text) for n, text in enumerate(HOSTILE)]
text = "".join(HOSTILE[:2])
document = issue.composed(make_facts(make_goal(*rows, title=text)), mark="draft", footer=Footer(text, text))
files = {name: issue.render(document, name)[1] for name in ("report.pdf", "form.xlsx", "report.html")}
noticed = list(seen)
open("/etc/passwd").close()
try:
    socket.create_connection(("127.0.0.1", 1), timeout=1)
except OSError:
    pass
open(sys.argv[1], "wb").write(files["report.pdf"])
print(json.dumps([noticed, sorted(set(seen))]))
"""


def test_no_format_opens_a_file_or_a_connection_and_the_pdf_prints_it_all(tmp_path):
    path = tmp_path / "report.pdf"
    made = subprocess.run([sys.executable, "-c", _WATCHED, str(path)], capture_output=True, check=True).stdout
    # The watch itself sees what it should.
    assert json.loads(made) == [[], ["open", "socket.connect", "socket.getaddrinfo"]]
    reader = pypdf.PdfReader(path)
    text = signs("".join(page.extract_text() for page in reader.pages))
    assert [one for one in HOSTILE if signs(one) not in text] == []
    assert [page for page in reader.pages if page.get("/Annots")] == []
    assert "/EmbeddedFiles" not in str(reader.trailer["/Root"])
