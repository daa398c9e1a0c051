"""The published self-evaluation of one department: what is composed from its facts, against the words on paper."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import reports.demo
from budgets.money import percent_text, yuan_text
from budgets.rulesets import RULE_SETS
from indicators.facts import as_json, from_json
from reports.compose import compose
from reports.demo import approved_example, founding, founding_mended, opened_example, scored_example
from reports.document import Heading, Paragraph, placed
from reports.layouts import LAYOUTS
from tests.reports.published import ROWS

EXPECTED = [row for _, rows in ROWS for row in rows]


@pytest.fixture(scope="module")
def document():
    return composed(founding())


def composed(facts, **options):
    return compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout], **options)


def paragraphs(document, part="narrative"):
    return {block.key: block.text for block in document.part(part).blocks if isinstance(block, Paragraph)}


def table(document, key):
    return next(table for table in document.tables() if table.key == key)


def printed(cell):
    if cell.amount is None:
        return cell.text
    return {"yuan": yuan_text, "wan": yuan_text, "percent": percent_text}[cell.kind](cell.amount)


def test_the_published_document_has_34_rows_in_4_goals():
    assert [len(rows) for _, rows in ROWS] == [11, 6, 8, 9]


def test_the_form_has_all_34_rows_as_published(document):
    grid = {}
    form = table(document, "form")
    for line, column, cell in placed(form):
        for covered in range(line, line + cell.down):
            grid[covered, column] = cell.text
    bands = [line for line, _, cell in placed(form) if cell.role == "band"]
    rows = []
    for line, (title, expected) in zip(bands, ROWS, strict=True):
        assert grid[line, 0] == f"年度目标{bands.index(line) + 1}：{title}"
        assert [grid[line + 1, column] for column in range(6)] == [
            "年度绩效目标完成情况",
            "一级指标",
            "二级指标",
            "三级指标",
            "年初目标值",
            "实际完成值",
        ]
        rows += [tuple(grid[line + 2 + n, column] for column in range(1, 6)) for n in range(len(expected))]
    assert rows == [row[:5] for row in EXPECTED]


def test_every_analysis_stands_verbatim_between_lead_and_closing(document):
    texts = paragraphs(document)
    facts = founding()
    composed_texts = [texts[f"2.2/{row.key}"] for _, row in facts.rows()]
    assert composed_texts == [f"此指标目标值为{target}，{body}完成目标值。" for _, _, _, target, _, body in EXPECTED]


def test_slips_in_the_words_of_the_typist_are_kept_in_the_facts():
    analyses = [row.analysis for _, row in founding().rows()]
    assert sum("目标值为是" in text and "目标值为是，" not in text for text in analyses) == 4
    assert sum("完场目标值" in text for text in analyses) == 1
    assert sum("特困来人" in text for text in analyses) == 1


def test_section_one_states_the_rate_with_its_figures(document):
    assert paragraphs(document)["1.1/rate"] == (
        "武汉市蔡甸区民政局（以下简称“区民政局”）本级机关单位2022年度部门年初预算为27,799.22万元，"
        "调整后预算数为23,367.00万元，决算报告披露决算支出数为23,367.00万元，按调整后预算数计算的执行率为100%。"
    )


def test_section_one_states_achievements_and_not_targets(document):
    texts = paragraphs(document)
    assert texts["1.2/goal-1"] == "2022年度，年度目标1的绩效目标均已完成，其中："
    assert texts["1.2/goal-1/1.1"] == (
        "（1）数量指标：新增农村老年人互助照料中心20个；索河特困人员供养服务中心建成率100%；适老化改造户数100户；"
        "新增家庭养老床位122张（目标值≥100个）；开展居家养老上门服务人数526人（目标值≥200人）；新增养老机构床位100张。"
    )
    assert texts["1.2/goal-1/2.1"] == (
        "（1）社会效益指标：进一步完善农村养老设施建设；推进特殊困难老人居家适老化改造；"
        "提升养老机构供给能力，促进医养融合发展。"
    )
    assert texts["1.2/goal-3/1.3"] == "（3）时效指标：各项补助按时发放，及时发放到位。"
    assert texts["1.2/goal-4/1.1"] == (
        "（1）数量指标：开展城乡社区结对共建10对（目标值8对）；建设社工站11个（目标值8个）；"
        "建设社区工作服务室58个（目标值17个）；区级儿童福利指导中心增配专业社工1个；"
        "开展“三方联动”试点1个小区；街道乡级勘界工作完工率100%。"
    )
    assert texts["1.2/goal-4/1.2"] == "（2）质量指标：持续推进国际化社区提档升级。"
    assert texts["1.3/summary"] == "2022年度区民政局没有未完成的绩效目标。"


def test_section_two_tells_the_budget_its_change_by_source_and_the_spending(document):
    texts = paragraphs(document)
    assert texts["2.1/budget"] == (
        "区民政局2022年度年初预算为27,799.22万元，其中：一般公共预算财政拨款收入27,799.22万元。"
        "年中调整部门预算，调减4,432.22万元，下降15.94%，其中：一般公共预算财政拨款收入减少5,949.99万元，"
        "政府性基金预算财政拨款收入增加1,183.14万元，其他收入增加334.62万元。"
        "调整后预算收入总额为23,367.00万元，其中：一般公共预算财政拨款收入21,849.23万元，"
        "政府性基金预算财政拨款收入1,183.14万元，其他收入334.62万元（因四舍五入，分项之和与总计略有差异）。详情见下表："
    )
    assert texts["2.1/spending"] == (
        "2022年度部门决算支出总金额为23,367.00万元，其中：基本支出789.94万元、项目支出22,577.06万元。"
        "区民政局按照区财政局下达预算批复计划数，结合本单位实际状况开展业务活动，合理保证当年预算项目收支平衡，"
        "年末预算项目资金无结余。"
    )
    assert texts["2.1/formula"] == ("按调整后预算数计算，预算执行率=执行数/预算数=23,367.00万元/23,367.00万元=100%。")


def test_the_revenue_table_is_the_published_one_to_the_cent(document):
    revenue = table(document, "revenue")
    assert (revenue.title, revenue.left_note, revenue.right_note) == (
        "收入决算明细表",
        "编制单位：武汉市蔡甸区民政局（本级）",
        "单位：元",
    )
    assert [[printed(cell) for cell in row.cells] for row in revenue.rows] == [
        ["项目", "年初预算数", "调整预算数", "决算数"],
        ["一、一般公共预算财政拨款收入", "277,992,200.00", "218,492,342.07", "218,492,342.07"],
        ["二、政府性基金预算财政拨款收入", "", "11,831,432.45", "11,831,432.45"],
        ["三、其他收入", "0.00", "3,346,189.60", "3,346,189.60"],
        ["总计", "277,992,200.00", "233,669,964.12", "233,669,964.12"],
    ]


def test_the_head_of_the_form_is_the_published_one(document):
    rows = table(document, "form").rows
    assert [[(printed(cell), cell.down, cell.across) for cell in row.cells] for row in rows[:4]] == [
        [("单位名称", 1, 1), ("蔡甸区民政局", 1, 5)],
        [("基本支出总额", 1, 1), ("789.94", 1, 2), ("项目支出总额", 1, 1), ("22,577.06", 1, 2)],
        [
            ("预算执行情况（万元）", 2, 1),
            ("", 1, 2),
            ("预算数（A）", 1, 1),
            ("执行数（B）", 1, 1),
            ("执行率（B/A）", 1, 1),
        ],
        [("部门整体支出总额", 1, 2), ("23,367.00", 1, 1), ("23,367.00", 1, 1), ("100%", 1, 1)],
    ]


def test_the_foot_of_the_form_is_the_published_one(document):
    rows = table(document, "form").rows
    assert [[cell.text for cell in row.cells] for row in rows[-2:]] == [
        ["偏差大或目标未完成原因分析", "无"],
        ["改进措施及结果应用方案", "无"],
    ]


def test_levels_are_merged_as_on_paper(document):
    merged = [
        (cell.text, cell.down)
        for _, column, cell in placed(table(document, "form"))
        if column in {1, 2} and cell.down > 1
    ]
    assert merged == [
        ("产出指标", 8),
        ("数量指标", 6),
        ("质量指标", 2),
        ("效益指标", 3),
        ("社会效益指标", 3),
        ("产出指标", 4),
        ("数量指标", 4),
        ("效益指标", 2),
        ("社会效益指标", 2),
        ("产出指标", 7),
        ("数量指标", 5),
        ("产出指标", 7),
        ("数量指标", 6),
        ("效益指标", 2),
        ("社会效益指标", 2),
    ]


def test_titles_and_headings_are_spelt_and_numbered(document):
    headings = [
        block.text for block in document.part("narrative").blocks if isinstance(block, Heading) and block.level < 3
    ]
    assert headings == [
        "武汉市蔡甸区民政局",
        "2022年度整体绩效自评结果",
        "一、部门整体绩效目标完成情况",
        "（一）执行率情况",
        "（二）完成的绩效目标",
        "（三）未完成的绩效目标",
        "二、绩效目标完成情况分析",
        "（一）预算执行情况分析",
        "（二）绩效目标完成情况分析",
        "三、存在的问题和原因分析",
        "四、下一步拟改进措施",
    ]
    form = document.part("form")
    assert form.blocks[0].text == "附件：部门整体绩效自评表"
    assert form.title == form.blocks[1].text == "2022年度蔡甸区民政局部门整体绩效自评表"
    assert paragraphs(document, "form")["form.filing"] == "单位名称：蔡甸区民政局　　　　　　填报日期：2022年3月15日"


def test_problems_stand_unnumbered_if_there_is_one_and_improvements_are_numbered(document):
    texts = paragraphs(document)
    assert texts["3/item-1"].startswith("2022年度本单位年度绩效目标均已完成，尚无")
    assert [texts[f"4/item-{n}"][:12] for n in (1, 2)] == ["1.完善项目业务资料管理", "2.规范资金管理。应严格"]


@pytest.mark.parametrize("name", ["caidian-2022.json", "civil-2021.json", "justice-2022.json", "opened-2022.json"])
def test_demo_files_hold_exactly_what_facts_write(name):
    stored = json.loads((Path(reports.demo.__file__).parent / name).read_text(encoding="utf-8"))
    assert as_json(from_json(stored)) == stored


@pytest.mark.parametrize("make", [founding, founding_mended, approved_example, scored_example])
def test_complete_demo_facts_leave_no_gap(make):
    document = composed(make())
    runs = [
        run for part in document.parts for block in part.blocks if isinstance(block, Paragraph) for run in block.runs
    ]
    cells = [cell.text for each in document.tables() for cell in (c for row in each.rows for c in row.cells)]
    assert [run.text for run in runs if run.kind == "gap"] == []
    assert [text for text in cells if "【" in text] == []


def test_the_mended_copy_differs_only_where_a_reviewer_would_object():
    published, mended = founding(), founding_mended()
    changed = {
        (row.name, field)
        for (_, old), (_, row) in zip(published.rows(), mended.rows(), strict=True)
        for field in (
            "level1",
            "level2",
            "name",
            "target",
            "actual",
            "nature",
            "analysis",
            "deviation_reason",
            "improvement",
        )
        if getattr(old, field) != getattr(row, field)
    }
    assert changed == {
        # 特困来人
        ("符合特殊困难老年人养老服务补贴对象服务送达率", "analysis"),
        ("建设社区工作服务室", "deviation_reason"),
        ("建设社区工作服务室", "improvement"),
        ("开展居家养老上门服务人数", "deviation_reason"),
        ("开展居家养老上门服务人数", "improvement"),
        ("建设社工站", "deviation_reason"),
        ("建设社工站", "improvement"),
        ("新增家庭养老床位", "target"),
        ("区级儿童福利指导中心增配专业社工", "actual"),
        ("确保全区事实无人抚养儿童及孤儿的生活（是否）", "target"),
        ("确保全区事实无人抚养儿童及孤儿的生活（是否）", "actual"),
        ("确保全区事实无人抚养儿童及孤儿的生活（是否）", "nature"),
    }
    # The note of the form calls the initial budget 预算数.
    assert (published.basis, mended.basis) == ("adjusted", "initial")
    assert replace(mended, basis="adjusted", adjustment_reason="", goals=(), statement=published.statement) == (
        replace(published, goals=())
    )


@pytest.mark.parametrize("facts", [approved_example(), scored_example()], ids=lambda facts: str(facts.fiscal_year))
def test_the_examples_that_are_made_up_balance(facts):
    assert sum(source.final for source in facts.revenue) - facts.basic.executed - facts.project.executed == (
        facts.carry_over
    )
    for column in ("initial", "adjusted"):
        budgets = getattr(facts.basic, column) + getattr(facts.project, column)
        assert budgets == sum(getattr(source, column) for source in facts.revenue)


def test_the_opened_example_is_all_blank():
    facts = opened_example()
    assert (facts.revenue, facts.goals, facts.statement.filing_date) == ((), (), None)
