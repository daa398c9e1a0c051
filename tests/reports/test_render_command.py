"""The command that prints a facts file: every form and format, and a sentence for whatever does not work."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.records import RecordError
from budgets.rulesets import RULE_SETS
from indicators.facts import as_json
from reports.compose import compose
from reports.demo import approved_example, founding
from reports.facts_file import Unreadable, read
from reports.layouts import LAYOUTS
from reports.management.commands import render as command
from reports.renderers import RENDERERS
from tests import facts as sample

ROOT = Path(__file__).parents[2]


def written(tmp_path, facts=None, **changes):
    """A facts file as it would be downloaded."""
    data = as_json(facts or sample.make_facts()) | changes
    path = tmp_path / "data.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def print_to(target, source, **options):
    call_command("render", str(source), to=Path(target), **options)
    return Path(target).read_bytes()


def refusal(target, source, **options):
    """The sentence; nothing may have been written, not even beside the target."""
    before = sorted(path.name for path in Path(target).parent.iterdir()) if Path(target).parent.is_dir() else []
    with pytest.raises(CommandError) as refused:
        call_command("render", str(source), to=Path(target), **options)
    after = sorted(path.name for path in Path(target).parent.iterdir()) if Path(target).parent.is_dir() else []
    assert after == before
    return str(refused.value)


@pytest.mark.parametrize("name", RENDERERS)
def test_each_format_is_what_its_renderer_makes(tmp_path, name):
    facts = founding()
    document = compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout])
    renderer = RENDERERS[name]
    assert print_to(tmp_path / f"报告{renderer.SUFFIX}", written(tmp_path, facts)) == renderer.render(document)


def test_every_form_and_every_rule_set_can_be_asked_for(tmp_path):
    facts, source = approved_example(), written(tmp_path, approved_example())
    found, wanted = [], []
    for layout in LAYOUTS.values():
        for rules in RULE_SETS.values():
            found.append(print_to(tmp_path / "a.html", source, layout=layout.name, rules=rules.name))
            wanted.append(RENDERERS["html"].render(compose(facts, rules, layout)))
    assert found == wanted
    assert len(set(found)) >= len(LAYOUTS)


def test_the_page_is_the_one_that_is_frozen(tmp_path):
    page = print_to(tmp_path / "a.html", written(tmp_path)).decode()
    assert page.startswith("<!doctype html>")
    assert page.count("<style>") == 1
    assert "http" not in page.replace("http-equiv", "")


def test_the_suffix_may_be_written_large(tmp_path):
    assert print_to(tmp_path / "A.XLSX", written(tmp_path))[:2] == b"PK"


def test_what_stood_there_is_replaced_whole(tmp_path):
    target = tmp_path / "a.html"
    target.write_bytes(b"x" * 9_999_999)
    assert len(print_to(target, written(tmp_path))) < 999_999
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "data.json"]


def test_facts_that_do_not_fit_are_refused_with_their_path(tmp_path):
    data = as_json(sample.make_facts())
    data["goals"][0]["rows"][1]["weight"] = 0.5
    source = tmp_path / "data.json"
    source.write_text(json.dumps(data), encoding="utf-8")
    assert refusal(tmp_path / "a.html", source) == (
        f'数据文件 {source} 不能用。goals[0].rows[1].weight：应当是数字，写成文字，例如 "23367.00"'
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"basis": "final"}, "basis：应当是 initial、adjusted 之一"),
        ({"scope": ""}, "scope：应当是 unit、own、combined 之一"),
        ({"version": 2}, "version：这份数据的版本是 2，本程序只认得版本 1"),
        ({"fiscal_year": 1999}, "fiscal_year：年度应在 2000 至 2100 之间"),
        ({"fiscal_year": 2101}, "fiscal_year：年度应在 2000 至 2100 之间"),
        ({"colour": "red"}, "colour：没有这个字段，请检查拼写"),
        ({"carry_over": "1E+30"}, "carry_over：这个数太大，整数部分最多 15 位"),
        ({"carry_over": "0.001"}, "carry_over：最多 2 位小数"),
        ({"goals": [{"key": "a"}, {"key": "a"}]}, "goals[1].key：“a”前面已经用过，每一行的 key 应当不同"),
        (
            {"goals": [{"key": "a", "rows": [{"key": "b", "outcome": "好"}]}]},
            "goals[0].rows[0].outcome：应当是 met、exceeded、partly、not_met 之一，或者空着",
        ),
    ],
)
def test_what_no_form_would_have_let_in_is_refused_with_its_path(tmp_path, change, sentence):
    source = written(tmp_path, **change)
    assert refusal(tmp_path / "a.html", source) == f"数据文件 {source} 不能用。{sentence}"


def test_unknown_names_are_answered_with_the_known_ones(tmp_path):
    source, target = written(tmp_path), tmp_path / "a.html"
    layouts, rules = "、".join(LAYOUTS), "、".join(RULE_SETS)
    assert refusal(target, source, layout="x") == f"没有名为“x”的版式，现有的是：{layouts}"
    assert refusal(target, source, rules="y") == f"没有名为“y”的规则，现有的是：{rules}"
    assert refusal(target, written(tmp_path, layout="z")) == f"没有名为“z”的版式，现有的是：{layouts}"
    assert refusal(target, written(tmp_path, rule_set="z")) == f"没有名为“z”的规则，现有的是：{rules}"
    # What is asked for counts, whatever the file names.
    assert print_to(target, written(tmp_path, layout="z"), layout="founding")


@pytest.mark.parametrize("name", ["a.txt", "a", ".html"])
def test_an_unknown_format_is_answered_with_the_known_ones(tmp_path, name):
    assert refusal(tmp_path / name, written(tmp_path)) == (
        f"不知道要印成什么：目标文件的名称应当以 .html、.pdf、.xlsx、.docx 结尾，而不是“{name}”"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("年".encode("gbk"), "这个文件不是 UTF-8 编码的文字，请按 UTF-8 重新保存"),
        (b'{\n "version": 1,,}', "第 2 行第 15 个字起不是 JSON，请检查引号、逗号和括号"),
        (b"", "第 1 行第 1 个字起不是 JSON，请检查引号、逗号和括号"),
        (b"[" * 200_000, "这个文件里的括号套得太深，不是自评数据"),
        (b"[" * 900 + b"]" * 900, "这个文件里的括号套得太深，不是自评数据"),
        (b'{"version": ' + b"9" * 9999 + b"}", "这个文件里有一个数字长得读不了，请检查"),
        (b"[]", "（文件开头）：这里应当是一个对象（{…}）"),
    ],
)
def test_a_file_that_is_no_data_is_refused(tmp_path, content, sentence):
    source = tmp_path / "data.json"
    source.write_bytes(content)
    assert refusal(tmp_path / "a.html", source) == f"数据文件 {source} 不能用。{sentence}"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    missing = tmp_path / "没有.json"
    assert refusal(tmp_path / "a.html", missing) == f"读不了数据文件 {missing}：没有这个文件或文件夹"
    assert refusal(tmp_path / "a.html", tmp_path) == f"读不了数据文件 {tmp_path}：这是一个文件夹"


def test_a_target_that_cannot_be_written_is_refused(tmp_path):
    source = written(tmp_path)
    nowhere, folder = tmp_path / "没有" / "a.html", tmp_path / "b.html"
    folder.mkdir()
    assert refusal(nowhere, source) == f"写不了目标文件 {nowhere}：没有这个文件或文件夹"
    assert refusal(folder, source) == f"写不了目标文件 {folder}：这是一个文件夹"
    assert refusal(source / "a.html", source) == f"写不了目标文件 {source / 'a.html'}：路径中有一段不是文件夹"


def test_a_full_disk_leaves_what_stood_there(tmp_path, monkeypatch):
    source, target = written(tmp_path), tmp_path / "a.html"
    target.write_text("旧的")

    def half(path, content):
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command.Path, "write_bytes", half)
    assert refusal(target, source) == f"写不了目标文件 {target}：No space left on device"
    assert target.read_text() == "旧的"


def test_a_machine_that_cannot_print_says_so(tmp_path, monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    said = refusal(tmp_path / "a.pdf", written(tmp_path))
    assert said.startswith("暂时不能生成 PDF：缺少中文字体。")
    assert print_to(tmp_path / "a.docx", written(tmp_path))[:2] == b"PK"


def test_texts_are_cleaned_as_everywhere_they_enter(tmp_path):
    facts = sample.with_row(sample.make_facts(), 0, name="甲\x00乙\ud800\r\n")
    assert read(json.dumps(as_json(facts)).encode()).goals[0].rows[0].name == "甲乙"
    for suffix in (".xlsx", ".docx", ".html"):
        source = tmp_path / "data.json"
        source.write_text(json.dumps(as_json(facts)), encoding="utf-8")
        assert print_to(tmp_path / f"a{suffix}", source)


def test_what_was_downloaded_is_read_as_it_is(tmp_path):
    for facts in (founding(), approved_example(), sample.make_facts(carry_over=Decimal("1.20"))):
        assert read(b"\xef\xbb\xbf" + json.dumps(as_json(facts), ensure_ascii=False).encode()) == facts


VALUES = st.sampled_from([None, "", "x", "1E+99", "NaN", "-0.005", 10**40, -1, True, 1.5, [], {}, [None], {"a": 1}])


def replaced(data, draw):
    """The data with one value somewhere inside replaced by another."""
    if isinstance(data, dict | list) and data and draw(st.integers(0, 5)):
        keys = sorted(data) if isinstance(data, dict) else range(len(data))
        key = draw(st.sampled_from(keys))
        changed = dict(data) if isinstance(data, dict) else list(data)
        changed[key] = replaced(data[key], draw)
        return changed
    return draw(VALUES)


@given(st.data())
@settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
def test_whatever_stands_in_the_file_is_printed_or_refused_with_a_sentence(data):
    content = json.dumps(replaced(as_json(sample.make_facts()), data.draw)).encode()
    try:
        facts = read(content)
    except (Unreadable, RecordError):
        return
    for layout in LAYOUTS.values():
        document = compose(facts, RULE_SETS["hubei"], layout)
        assert RENDERERS["docx"].render(replace(document, parts=document.parts[1:]))


def test_as_a_program_it_needs_no_database_and_tells_by_its_exit_code(tmp_path):
    source, target = written(tmp_path), tmp_path / "a.html"
    # Without a secret either: nothing is signed.
    environment = {name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "DEBUG"}}
    environment |= {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    environment["DJANGO_SETTINGS_MODULE"] = "perfeval.settings"

    def run(*words):
        line = [sys.executable, "manage.py", "render", str(source), "--to", str(target), *words]
        return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, check=False)

    good = run("--layout", "founding-scored", "--rules", "hubei")
    assert (good.returncode, good.stdout.decode(), good.stderr) == (0, f"已写入 {target}\n", b"")
    target.unlink()
    bad = run("--layout", "x")
    said = f"CommandError: 没有名为“x”的版式，现有的是：{'、'.join(LAYOUTS)}\n"
    assert (bad.returncode, bad.stdout, bad.stderr.decode(), target.exists()) == (1, b"", said, False)


def test_no_page_is_printed_for_what_is_meant_for_programs(tmp_path):
    """The plain rows are a sheet of the workbook; on paper they were an empty page."""
    target = tmp_path / "a.pdf"
    call_command("render", str(written(tmp_path)), to=target, stdout=io.StringIO())
    texts = [page.extract_text().strip() for page in pypdf.PdfReader(target).pages]
    assert [text for text in texts if len(text) < 12] == []
