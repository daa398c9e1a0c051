"""Finished documents examined whole: the published one, the same mended, and everything that we print ourselves."""

import io
from dataclasses import replace
from datetime import date

import docx as word
import pytest

from budgets.rulesets import RULE_SETS
from reports import demo
from reports.compose import compose
from reports.examining import as_data, examine
from reports.importers.source import Line
from reports.layouts import LAYOUTS
from reports.renderers import docx
from tests.handed_in import TEXT
from tests.reports.founding_contradictions import FOUND
from tests.reports.importers import elsewhere, published
from tests.reports.importers.saved_as_text import saved_as_text
from tests.reports.importers.word_shapes import SHAPES

TODAY = date(2023, 6, 1)
FORMATS = {"报告.txt": saved_as_text, "报告.docx": docx.render}
EXAMPLES = {
    name: getattr(demo, name)
    for name in ("founding_mended", "approved_example", "scored_example", "last_year_example", "opened_example")
}
# Found in a document alone; the others are what a form on the screen would be told too.
OF_DOCUMENTS = frozenset(
    {
        *("achievement-prints-target", "actual-differs-between-sections", "target-differs-between-sections"),
        *("unit-differs-between-sections", "name-differs-between-sections", "level-differs-between-sections"),
        *("indicator-left-out", "indicator-in-one-section-only", "amount-differs-between-sections"),
        *("printed-total-differs", "printed-score-differs", "change-miscalculated", "rate-miscalculated"),
        *("formula-miscalculated", "goal-title-differs", "all-reached-though-unmet", "count-differs"),
        *("goal-number-differs", "numbering-broken", "unit-of-table-differs", "figure-of-another-year"),
        *("share-miscalculated", "left-over-miscalculated", "rate-of-counts-differs", "parts-differ-from-whole"),
        *("department-differs", "year-differs", "slip-of-words", "slip-doubled", "slip-in-heading", "slip-half-width"),
    }
)


def printed(facts, name):
    return FORMATS[name](compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout]))


def told(examination):
    rows = {row.key: row.name for _, row in examination.reading.facts.rows()}
    return tuple(
        (
            one.finding.level,
            one.finding.code,
            rows.get(one.finding.place.key) or one.finding.place.field,
            tuple((excerpt.section, excerpt.at, excerpt.text) for excerpt in one.excerpts),
        )
        for one in examination.found
    )


def codes(examination):
    return [one.finding.code for one in examination.found]


def as_word_file():
    """The published lines and tables in a Word file: paragraphs, and tables with merged cells at the right edge."""
    file = word.Document()
    for block in published.source().blocks:
        if isinstance(block, Line):
            file.add_paragraph(block.text)
            continue
        table = file.add_table(len(block.rows), len(block.rows[0]))
        for number, row in enumerate(block.rows):
            for column, square in enumerate(row):
                if square is None:
                    continue
                cell = table.cell(number, column)
                if square.across > 1:
                    cell = cell.merge(table.cell(number, column + square.across - 1))
                cell.text = square.text
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def test_all_that_the_published_document_says_against_itself_is_found_with_its_words():
    assert told(examine("caidian-2022.txt", published.CONTENT, today=TODAY)) == FOUND


def test_as_a_word_file_it_is_found_to_say_the_same():
    found = told(examine("caidian-2022.docx", as_word_file(), today=TODAY))
    assert [one[:3] for one in found] == [one[:3] for one in FOUND]
    assert [[(section, text) for section, _, text in one[3]] for one in found] == [
        [(section, text) for section, _, text in one[3]] for one in FOUND
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_in_a_word_file_of_any_shape_the_same_is_found(shape):
    found = [one[:3] for one in told(examine("报告.docx", SHAPES[shape](), today=TODAY))]
    expected = [one[:3] for one in FOUND]
    if shape == "no leads":
        # Where no heading has a number, none lacks it: two slips in headings remain.
        expected.remove(("warning", "slip-in-heading", "slip.heading"))
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("name", FORMATS)
def test_the_mended_document_is_clean(name):
    assert told(examine(name, printed(demo.founding_mended(), name), today=TODAY)) == ()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_we_print_in_any_form_is_clean(layout, name):
    assert told(examine(name, printed(demo.example_in(LAYOUTS[layout]), name), today=TODAY)) == ()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_document_of_ours_contradicts_itself(example, name):
    found = codes(examine(name, printed(EXAMPLES[example](), name), today=TODAY))
    assert [code for code in found if code in OF_DOCUMENTS] == []


def test_the_published_facts_printed_by_us_keep_the_slip_in_their_words_alone():
    found = codes(examine("报告.docx", printed(demo.founding(), "报告.docx"), today=TODAY))
    assert [code for code in found if code in OF_DOCUMENTS] == ["slip-of-words"]


# A change to the mended text, and what it must be found to be.
PLANTED = {
    "figure in one (two)": (
        "未成年人保护工作站建设11个",
        "未成年人保护工作站建设12个",
        "actual-differs-between-sections",
    ),
    "target in one (two)": (
        "建设社工站11个（目标值8个）",
        "建设社工站8个",
        "achievement-prints-target",
    ),
    "left out of one (two)": ("适老化改造户数100户；", "", "indicator-left-out"),
    "strange in one (two)": (
        "适老化改造户数100户；",
        "适老化改造户数100户；孤儿集中供养率100%；",
        "indicator-in-one-section-only",
    ),
    "target in two (two)": ("此指标目标值为99人", "此指标目标值为90人", "target-differs-between-sections"),
    "unit in two (two)": ("此指标目标值为≥90户", "此指标目标值为≥90人", "unit-differs-between-sections"),
    "name in two (two)": ("①关爱服务留守儿童", "①关爱留守儿童服务", "name-differs-between-sections"),
    "title in two (two)": ("年度目标3：兜牢民生底线\n\n1.", "年度目标3：兜住民生底线\n\n1.", "goal-title-differs"),
    "rate": ("执行率为84.06%。\n\n（二）完成", "执行率为86.04%。\n\n（二）完成", "rate-miscalculated"),
    "formula": ("27,799.22万元=84.06%", "27,799.22万元=86.04%", "formula-miscalculated"),
    "change": ("调减4,432.22万元", "调减4,423.22万元", "change-miscalculated"),
    "percentage of the change": ("下降15.94%", "下降19.54%", "change-miscalculated"),
    "budget in two (one)": (
        "年度年初预算为27,799.22万元，其中",
        "年度年初预算为27,977.22万元，其中",
        "amount-differs-between-sections",
    ),
    "spent": ("基本支出789.94万元", "基本支出798.94万元", "amount-differs-between-sections"),
    "total of the table": (
        "\t总计\n\t277,992,200.00\n\t233,669,964.12\n\t233,669,964.12",
        "\t总计\n\t277,992,200.00\n\t233,669,964.12\n\t233,696,964.12",
        "printed-total-differs",
    ),
    "year": ("2022年度区民政局没有未完成", "2021年度区民政局没有未完成", "year-differs"),
    "department": ("编制单位：武汉市蔡甸区民政局", "编制单位：武汉市蔡甸区司法局", "department-differs"),
    "heading": ("（三）未完成的绩效目标", "未完成的绩效目标", "slip-in-heading"),
    "typing": ("政府性基金预算财政拨款收入增加", "政府性基金予算财政拨款收入增加", None),
    "colon": ("附件：部门", "附件:部门", "slip-half-width"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_found_and_nothing_else(planted):
    before, after, code = PLANTED[planted]
    text = printed(demo.founding_mended(), "报告.txt").decode()
    assert text.count(before) >= 1
    found = codes(examine("报告.txt", text.replace(before, after, 1).encode(), today=TODAY))
    assert found == ([code] if code else [])


def test_a_missed_row_in_a_goal_that_claims_all_is_found():
    facts = demo.founding_mended()
    text = printed(facts, "报告.txt").decode()
    text = text.replace("\t关爱服务留守儿童\n\t99人\n\t99人", "\t关爱服务留守儿童\n\t99人\n\t60人")
    examination = examine("报告.txt", text.encode(), today=TODAY)
    assert codes(examination) == [
        "all-reached-though-unmet",
        "achievement-prints-target",
        "unmet-without-deviation-reason",
        "unmet-without-improvement",
        "closing-contradicts-outcome",
    ]
    assert [excerpt.section for excerpt in examination.found[0].excerpts] == ["1.2", "1.3", "3", "form"]


def test_a_document_without_the_note_is_not_measured_by_it():
    text = published.TEXT.replace(
        "1.预算执行情况口径：预算数为年初预算总额（包括上年结余结转），执行数为调整后单位实际支出数。", ""
    )
    found = codes(examine("报告.txt", text.encode(), today=TODAY))
    assert found == [code for _, code, *_ in FOUND if code != "basis-differs-from-note"]


def test_a_form_alone_is_not_blamed_for_having_no_narrative():
    text = published.TEXT[published.TEXT.index("2022年度蔡甸区民政局部门整体绩效自评表") :]
    found = codes(examine("报告.txt", text.encode(), today=TODAY))
    assert [code for code in found if code.startswith("blank-")] == []


@pytest.mark.parametrize("name", elsewhere.EXAMPLES)
def test_documents_of_other_places_are_not_blamed_for_rules_and_columns_that_are_not_theirs(name):
    make, _ = elsewhere.EXAMPLES[name]
    found = codes(examine("报告.txt" if name == "other headings" else "报告.docx", make(), today=TODAY))
    assert {
        code
        for code in found
        if code in OF_DOCUMENTS or code.startswith(("blank-", "weights-", "expected-", "score-", "unknown-"))
    } == set()


def test_an_unusual_level_is_told_once_with_how_many_rows_have_it():
    text = TEXT.replace("产出指标", "工作指标") + "工作指标\t质量指标\t合格率\t95%\t96%\t按计划完成\n"

    found = [one for one in examine("a.txt", text.encode(), today=TODAY).found if one.finding.code == "unknown-level"]

    message = (
        "“养护公园数量”的一级指标“工作指标”不是常用的名称（成本指标、产出指标、效益指标、满意度指标），"
        "请核对（这样写的共 3 项指标）。"
    )
    assert [(one.finding.message, len(one.excerpts)) for one in found] == [(message, 1)]


def test_a_line_for_the_date_that_is_left_blank_is_told():
    text = published.TEXT.replace("填报日期：2022.3.15", "填报日期：")
    found = codes(examine("报告.txt", text.encode(), today=TODAY))
    assert found.count("blank-filing-date") == 1
    text = published.TEXT.replace("填报日期：2022.3.15", "")
    assert codes(examine("报告.txt", text.encode(), today=TODAY)).count("blank-filing-date") == 0


def test_the_data_is_that_of_the_facts_and_each_finding_has_its_excerpts():
    data = as_data(examine("caidian-2022.txt", published.CONTENT, today=TODAY))
    assert list(data) == ["version", "facts", "claims", "unread", "findings"]
    assert (data["version"], data["unread"], len(data["findings"])) == (1, [], len(FOUND))
    assert list(data["findings"][0]) == ["code", "level", "message", "place", "excerpts"]
    assert data["findings"][0]["excerpts"][0] == {"text": "新增家庭养老床≥100个", "at": "第 17 行", "section": "1.2"}
    assert list(data["claims"][0]) == ["subject", "value", "excerpt", "place"]


def test_the_year_is_not_needed_to_examine_a_document():
    text = published.TEXT.replace("2022年度", "本年度").replace("2022年", "本年")
    examination = examine("报告.txt", text.encode(), today=TODAY)
    assert replace(examination.reading.facts, fiscal_year=0) == examination.reading.facts
    assert "year-differs" not in codes(examination)


_EXECUTION = "一、部门整体绩效目标完成情况\n（一）执行率情况\n"
_HEADS = "附件：部门整体绩效自评表\n||年初预算数|全年预算数|执行数|分值|执行率|得分|\n"
_SCORED = "|一级指标|二级指标|三级指标|年初目标值|实际完成值|分值|得分|\n" + "".join(
    f"|产出指标|数量指标|指标{name}|1个|1个|30|30|\n" for name in "甲乙丙"
)


@pytest.mark.parametrize(
    "text",
    [
        f"{_EXECUTION}执行率={'9' * 40}元/1元=5%。",
        f"{_HEADS}|年度资金总额|100|100|90|10|90%|9，5|\n{_SCORED}|总分|||||100|99，|\n",
    ],
    ids=["a fraction of more than there is", "points with the comma of Chinese text"],
)
def test_figures_that_nobody_can_mean_end_in_no_error(text):
    examination = examine("a.txt", text.encode(), today=TODAY)

    assert {one.finding.code for one in examination.found} & {"formula-miscalculated"} == set()
