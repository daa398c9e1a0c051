"""The same facts give the same bytes, wherever and whenever they are rendered."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from reports import issue
from reports.document import Footer
from tests.reports.plain import make_facts, make_goal, make_row

_CODE = """
import sys; sys.path[:0] = ["."]
import django; django.setup()
import json; from tests.reports.test_same_bytes import digests
print(json.dumps(digests()))
"""


def digests() -> dict[str, str]:
    rows = [
        make_row(f"r{n}", name=f"培训{n}", level2=level) for n, level in enumerate(("数量指标", "数量指标", "质量指标"))
    ]
    facts = make_facts(make_goal(*rows), revenue=((590, 490, 490), (None, 50, 50)))
    document = issue.composed(facts, footer=Footer("绩评〔2022〕1号", "0123456789ab"))
    return {name: hashlib.sha256(issue.render(document, name)[1]).hexdigest() for name in issue.FILES}


@pytest.fixture(scope="module")
def here():
    return digests()


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Anchorage", "LANG": "tr_TR.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "1"},
    ],
)
def test_another_process_in_another_place_makes_the_same_files(here, environment):
    made = subprocess.run(
        [sys.executable, "-c", _CODE], capture_output=True, check=True, env=os.environ | environment
    ).stdout
    assert json.loads(made) == here
    assert sorted(here) == ["form.pdf", "form.xlsx", "report.docx", "report.html", "report.pdf"]
