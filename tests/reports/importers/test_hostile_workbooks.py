"""Whatever is handed in as a table: an answer in time, in little memory, that says what to do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reports.importers.hostile_workbooks import all_of_them

MOST_SECONDS = 10
MOST_MEGABYTES = 500
ROOT = Path(__file__).parents[3]
# Memory is measured in a process of its own; what makes the files takes some of it too. Seconds are the processor's:
# other work on the machine must not fail a test.
_READ_ALL = """
import json, re, sys, time
from pathlib import Path
from reports.filling.reading import read_indicators
from reports.importers.source import Unreadable
from reports.importers.workbook import read
from tests.reports.importers.hostile_workbooks import all_of_them

def peak():
    # Of this program alone: ru_maxrss begins with the peak of the process that started it.
    return int(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1]) // 1024

answers = {}
for what, name, make in all_of_them():
    content = make()
    start = time.process_time()
    try:
        answer = len(read_indicators(read(name, content)).sent)
    except Unreadable as why:
        answer = str(why)
    answers[what] = [answer, time.process_time() - start, peak()]
    del content
json.dump(answers, sys.stdout)
"""


@pytest.fixture(scope="module")
def answers():
    run = subprocess.run([sys.executable, "-c", _READ_ALL], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout)


def test_there_are_three_hundred_of_them_and_each_is_answered(answers):
    assert len(answers) == len(all_of_them())
    assert len(answers) >= 300


def test_every_answer_comes_in_time(answers):
    assert {what: seconds for what, (_, seconds, _) in answers.items() if seconds > MOST_SECONDS} == {}


def test_none_of_them_takes_much_memory(answers):
    assert max(memory for _, _, memory in answers.values()) < MOST_MEGABYTES


def test_every_refusal_says_what_to_do(answers):
    advice = ("请", "只接收")
    refusals = {what: answer for what, (answer, _, _) in answers.items() if isinstance(answer, str)}

    assert len(refusals) > 150
    assert {what: answer for what, answer in refusals.items() if not any(word in answer for word in advice)} == {}


# What must be told apart: these are refused, and those are read though they look strange.
@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("dimension A1", 1),
        ("dimension A1:XFD1048576", 1),
        ("100,000 empty rows", 0),
        ("cell: formula with result", 1),
        ("cell: phonetic", 1),
        ("pictures", 1),
        ("4,900 rows of indicators", 4900),
        ("rows in disorder", 1),
    ],
)
def test_what_is_only_strange_is_read(answers, what, rows):
    assert answers[what][0] == rows


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("100,000 rows", "有内容的行超过 5,000 行，请只保留要导入的行后再上传"),
        ("encrypted as xls", "文件加了密码，读不出来。请在 Excel 或 WPS 中去掉打开密码，保存后再上传"),
        ("brings xl/vbaProject.bin", "文件里有宏，请另存为不带宏的 XLSX 或 DOCX 再上传"),
        ("laughs in sheet", "文件的内部结构已损坏，请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传"),
        ("300 MB of blanks in a sheet", "Office 文件解压后过大，请删去多余的内容后再上传"),
        ("a thousand sheets", "工作簿里的工作表超过 60 个，请只保留要导入的工作表后再上传"),
        ("cell: twice", "文件的内部结构已损坏，请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传"),
    ],
)
def test_what_does_harm_is_refused(answers, what, sentence):
    assert answers[what][0] == sentence
