"""The command that examines a finished document: its data, its list, and a sentence for whatever does not work."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.facts import as_json, from_json
from reports.importers.document import read
from tests.reports.founding_contradictions import FOUND
from tests.reports.importers import published

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "自评报告.txt"
    path.write_bytes(published.CONTENT)
    return path


def examined(path, **options):
    out = io.StringIO()
    call_command("examine", str(path), stdout=out, **options)
    return out.getvalue()


def refusal(path):
    with pytest.raises(CommandError) as refused:
        examined(path, json=True)
    return str(refused.value)


def test_the_data_is_the_reading_and_all_that_was_found(file):
    data = json.loads(examined(file, json=True))
    reading = read("自评报告.txt", published.CONTENT)
    assert list(data) == ["version", "facts", "claims", "unread", "findings"]
    assert data["facts"] == as_json(reading.facts)
    assert from_json(data["facts"]) == reading.facts
    assert len(data["claims"]) == len(reading.claims)
    assert [(one["level"], one["code"]) for one in data["findings"]] == [(level, code) for level, code, *_ in FOUND]
    assert data["findings"][10]["message"] == (
        "填报日期 2022年3月15日早于 2022年10月1日，2022年度的自评这时还不能进行，请改正。"
    )
    assert data["findings"][10]["place"] == {"step": "statement", "key": "statement", "field": "filing_date"}


def test_the_list_is_for_reading(file):
    lines = examined(file).splitlines()
    assert lines[:7] == [
        "武汉市蔡甸区民政局 2022年度",
        "读出年度目标 4 个、指标 34 项；没有读懂的内容 0 处",
        "",
        "错误 11 条",
        "1. “新增家庭养老床位”在一（二）写的完成数是“≥100个”，这是目标值；实际完成值是“122张”，请改为实际完成值。",
        "   一（二） 第 17 行：新增家庭养老床≥100个",
        "   自评表 表 2 第 10 行：新增家庭养老床位｜≥100个｜122张",
    ]
    assert [line for line in lines if line.endswith(" 条")] == ["错误 11 条", "提醒 32 条", "提示 3 条"]


def test_nothing_is_written(file):
    before = [(path.name, path.read_bytes()) for path in file.parent.iterdir()]
    examined(file, json=True)
    assert [(path.name, path.read_bytes()) for path in file.parent.iterdir()] == before


def test_without_settings_and_database_the_data_stands_alone_on_standard_output(file):
    done = _run(file)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [one["code"] for one in json.loads(done.stdout)["findings"]] == [code for _, code, *_ in FOUND]


def test_without_settings_a_refusal_is_a_sentence_on_standard_error(tmp_path):
    done = _run(tmp_path / "没有.docx")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().strip() == f"CommandError: 读不了文件 {tmp_path / '没有.docx'}：没有这个文件或文件夹"


def _run(path):
    known = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    nowhere = {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(ROOT / "manage.py"), "examine", str(path), "--json"]
    return subprocess.run(command, cwd=ROOT, env=known | nowhere, capture_output=True, check=False)


def test_a_folder_and_a_large_file_are_refused(tmp_path):
    assert refusal(tmp_path) == f"读不了文件 {tmp_path}：这是一个文件夹"
    large = tmp_path / "大.docx"
    with large.open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    assert refusal(large) == f"文件 {large} 超过 10 MB，请压缩其中的图片后再体检"


def test_a_file_of_ten_megabytes_is_not_too_large_to_be_looked_at(tmp_path):
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.truncate(10 * 1024 * 1024)

    assert refusal(path).startswith(f"文件 {path} 不能体检。")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"MZ\x90\0" * 300, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99])
def test_what_is_no_document_is_refused_with_what_to_do(tmp_path, content):
    path = tmp_path / "自评报告.docx"
    path.write_bytes(content)
    sentence = refusal(path)
    assert sentence.startswith(f"文件 {path} 不能体检。")
    assert "请" in sentence


def test_what_is_no_self_evaluation_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "天气.txt"
    path.write_text("今天天气晴朗，气温二十度。\n明天可能有雨，请带伞。", encoding="utf-8")
    done = _run(path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().strip() == (
        f"CommandError: 文件 {path} 不能体检。这个文件里没有读出目标、指标或金额。请确认它是一份部门整体绩效自评报告"
    )


def test_a_document_that_names_no_year_is_listed_as_such(tmp_path):
    path = tmp_path / "无年度.txt"
    path.write_text("某区民政局部门整体绩效自评表\n年度目标1：健全服务\n支出总金额为100万元。\n", encoding="utf-8")
    assert examined(path).splitlines()[0] == "某区民政局 （没有读出年度）"
