"""Tables are known by their headings, in the layouts of several provinces."""

from reports.demo import founding
from reports.importers.source import Grid, Line
from reports.importers.tables import read_tables
from tests.reports.importers import published
from tests.reports.importers.grids import grid, told

ROW = ("level1", "level2", "name", "target", "actual")


def published_tables():
    return read_tables(block for block in published.source().blocks if isinstance(block, Grid))


def test_the_published_form_has_34_rows_under_their_levels_as_printed():
    levels = {"产出效益": "产出指标", "社会效益": "效益指标"}
    levels2 = {"社会效益": "社会效益指标", "社会效益指": "社会效益指标"}

    found = told(published_tables(), *ROW)

    assert [(levels.get(row[0], row[0]), levels2.get(row[1], row[1]), *row[2:]) for row in found] == [
        (row.level1, row.level2, row.name, row.target, row.actual) for _, row in founding().rows()
    ]
    assert [row for row in found if row[0] in levels or row[1] in levels2] == [
        ("效益指标", "社会效益", "推动未保服务的完善，提升社区未成年人的获得感、幸福感和安全感（是否）", "是", "是"),
        ("效益指标", "社会效益", "确保全区事实无人抚养儿童及孤儿的生活（是否）", "保障", "保障"),
        ("产出效益", "数量指标", "城乡低保救助覆盖率", "100%", "100%"),
        ("产出效益", "数量指标", "特困供养救助覆盖率", "100%", "100%"),
        ("产出效益", "数量指标", "临时救助覆盖率", "100%", "100%"),
        (
            "产出效益",
            "数量指标",
            "低收入困难家庭及支出型贫困家庭中的重病患者和罕见病患者新纳入低保对象",
            "≥90户",
            "94户",
        ),
        ("产出效益", "数量指标", "残疾人两补发放覆盖率", "100%", "100%"),
        ("产出效益", "质量指标", "补助发放准确性（应补尽补、应退尽退）", "100%", "100%"),
        ("产出效益", "时效指标", "各项补助按时发放", "及时发放到位", "及时发放到位"),
        ("社会效益", "社会效益指标", "保障困难群众的基本生活，促进社会稳定（是否）", "是", "是"),
        (
            "效益指标",
            "社会效益指",
            "推动社会治理重心下移，提升社区工作者队伍社会化、职业化、专业化水平（是否）",
            "是",
            "是",
        ),
        ("效益指标", "社会效益指", "为明晰基层社会治理单位提供保障（是否）", "是", "是"),
    ]


def test_the_published_form_has_its_goals_and_nothing_is_left_over():
    found = published_tables()

    assert [(goal.number, goal.title.text) for goal in found.goals] == [
        (number, goal.title) for number, goal in enumerate(founding().goals, start=1)
    ]
    assert [sum(row.goal == goal for row in found.rows) for goal in range(4)] == [11, 6, 8, 9]
    assert found.left == []


def test_the_published_money_is_found_with_its_unit():
    assert [
        (money.kind, money.label, money.unit, {field: words.text for field, words in money.amounts.items()})
        for money in published_tables().money
    ] == [
        (
            "revenue",
            "一、一般公共预算财政拨款收入",
            "元",
            {"initial": "277,992,200.00", "adjusted": "218,492,342.07", "final": "218,492,342.07"},
        ),
        ("revenue", "二、政府性基金预算财政拨款收入", "元", {"adjusted": "11,831,432.45", "final": "11,831,432.45"}),
        ("revenue", "三、其他收入", "元", {"initial": "0.00", "adjusted": "3,346,189.60", "final": "3,346,189.60"}),
        (
            "revenue_total",
            "总 计",
            "元",
            {"initial": "277,992,200.00", "adjusted": "233,669,964.12", "final": "233,669,964.12"},
        ),
        ("total", "部门整体支出总额", "万元", {"budget": "23,367.00", "executed": "23,367.00", "rate": "100%"}),
    ]


def test_merged_levels_hold_for_the_rows_beside_them():
    found = read_tables(
        [
            grid(
                ["一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "分值", "得分"],
                [("产出指标（50分）", 3, 1), ("数量指标", 2, 1), "修路", "10公里", "12公里", "20", "20"],
                [None, None, "植树", "≥100棵", "90棵", "20", "18"],
                [None, "质量指标", "合格率", "100%", "100%", "10", "10"],
            )
        ]
    )

    assert told(found, *ROW, "weight", "score") == [
        ("产出指标", "数量指标", "修路", "10公里", "12公里", "20", "20"),
        ("产出指标", "数量指标", "植树", "≥100棵", "90棵", "20", "18"),
        ("产出指标", "质量指标", "合格率", "100%", "100%", "10", "10"),
    ]


def test_a_new_first_level_without_a_second_has_none_and_not_the_one_before():
    found = read_tables(
        [
            grid(
                ["一级指标", "二级指标", "三级指标", "目标值", "完成值"],
                ["产出指标", "数量指标", "修路", "10公里", "12公里"],
                ["", "", "植树", "100棵", "90棵"],
                ["满意度指标", "", "居民满意度", "95%", "96%"],
                ["", "服务对象满意度指标", "游客满意度", "95%", "97%"],
            )
        ]
    )

    assert told(found, "level1", "level2", "name") == [
        ("产出指标", "数量指标", "修路"),
        ("产出指标", "数量指标", "植树"),
        ("满意度指标", "", "居民满意度"),
        ("满意度指标", "服务对象满意度指标", "游客满意度"),
    ]


def test_nature_value_and_unit_may_stand_apart_below_one_heading():
    found = read_tables(
        [
            grid(
                [
                    ("一级指标", 2, 1),
                    ("二级指标", 2, 1),
                    ("三级指标", 2, 1),
                    ("年度指标值", 1, 3),
                    None,
                    None,
                    ("实际完成值", 2, 1),
                ],
                [None, None, None, "指标性质", "指标值", "度量单位", None],
                ["产出指标", "数量指标", "补贴人数", "≥", "300", "人", "312人"],
            )
        ]
    )

    assert told(found, *ROW, "operator", "unit") == [("产出指标", "数量指标", "补贴人数", "300", "312人", "≥", "人")]


def test_a_heading_holds_on_the_next_page_and_a_line_between_tables_names_the_goal():
    head = ["一级指标", "二级指标", "三级指标", "目标值", "完成值"]

    found = read_tables(
        [
            Line("年度目标1：修好路", "第 1 段"),
            grid(head, ["产出指标", "数量指标", "修路", "10公里", "12公里"]),
            grid(["", "质量指标", "合格率", "100%", "100%"]),
            Line("年度目标2：种好树", "第 2 段"),
            grid(head, ["产出指标", "数量指标", "植树", "100棵", "90棵"]),
        ]
    )

    assert [(row.goal, row.text("level1"), row.text("name")) for row in found.rows] == [
        (0, "产出指标", "修路"),
        (0, "产出指标", "合格率"),
        (1, "产出指标", "植树"),
    ]


def test_rows_of_the_empty_form_are_no_indicators():
    found = read_tables(
        [
            grid(
                ["一级指标", "二级指标", "三级指标", "目标值", "完成值"],
                ["产出指标", "数量指标", "指标1：", "", ""],
                ["", "", "指标2：", "", ""],
                ["", "", "……", "", ""],
                ["", "", "修路", "", ""],
            )
        ]
    )

    assert told(found, "name", "target", "actual") == [("修路", "", "")]


def test_words_in_a_table_that_mean_nothing_here_are_left_over_with_their_place():
    found = read_tables(
        [
            grid(
                ["一级指标", "二级指标", "三级指标", "目标值", "完成值"],
                [("以下由财政部门填写，单位勿动", 1, 5), None, None, None, None],
                ["产出指标", "数量指标", "修路", "10公里", "12公里"],
            )
        ]
    )

    assert [(left.text, left.at) for left in found.left] == [("以下由财政部门填写，单位勿动", "表 1 第 2 行")]
    assert told(found, "name") == [("修路",)]


HEAD = ["一级指标", "二级指标", "三级指标", "目标值", "完成值"]


def test_the_form_of_a_project_below_gives_no_row_and_is_left_over():
    found = read_tables(
        [
            Line("2022年度公园局部门整体绩效自评表", "第 1 段"),
            grid(HEAD, ["产出指标", "数量指标", "修路", "10公里", "12公里"]),
            Line("2022年度公园局部门整体绩效自评表", "第 2 段"),
            grid(HEAD, ["产出指标", "数量指标", "植树", "100棵", "90棵"]),
            Line("2022年度绿化养护项目绩效自评表", "第 3 段"),
            grid(HEAD, ["产出指标", "数量指标", "养护面积", "8公顷", "8公顷"], at="表 3"),
        ]
    )

    assert told(found, "name") == [("修路",), ("植树",)]
    assert [(left.text, left.why) for left in found.left] == [
        ("一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值", "这属于另一张自评表，只导入第一张"),
        ("产出指标 | 数量指标 | 养护面积 | 8公顷 | 8公顷", "这属于另一张自评表，只导入第一张"),
    ]


def test_a_form_that_begins_with_its_project_or_its_money_is_another_one_without_any_title():
    second = ["产出指标", "数量指标", "养护面积", "8公顷", "8公顷"]
    for head in (["项目名称", ("绿化养护", 1, 4), None, None, None], ["", "预算数", "执行数", "执行率", "得分"]):
        found = read_tables([grid(HEAD, ["产出指标", "数量指标", "修路", "10公里", "12公里"], head, HEAD, second)])

        assert told(found, "name") == [("修路",)]


def test_a_goal_may_stand_in_a_column_beside_its_rows():
    found = read_tables(
        [
            grid(
                ["年度绩效目标", *HEAD],
                [("年度目标1：修好路", 2, 1), "产出指标", "数量指标", "修路", "10公里", "12公里"],
                [None, "", "质量指标", "合格率", "100%", "100%"],
                [("年度目标2：种好树", 1, 1), "产出指标", "数量指标", "植树", "100棵", "90棵"],
            )
        ]
    )

    assert [goal.title.text for goal in found.goals] == ["修好路", "种好树"]
    assert [(row.goal, row.text("name")) for row in found.rows] == [(0, "修路"), (0, "合格率"), (1, "植树")]


def test_plain_rows_name_their_goal_by_number_and_title():
    found = read_tables(
        [
            grid(
                ["年度目标序号", "年度目标", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值"],
                ["1", "修好路", "产出指标", "数量指标", "修路", "10公里", "12公里"],
                ["2", "种好树", "产出指标", "数量指标", "植树", "100棵", "90棵"],
            )
        ]
    )

    assert [(goal.number, goal.title.text) for goal in found.goals] == [(1, "修好路"), (2, "种好树")]
    assert [row.goal for row in found.rows] == [0, 1]


def test_spending_is_no_revenue():
    found = read_tables(
        [
            Line("单位：万元", "第 1 段"),
            grid(
                ["项目", "年初预算数", "决算数"],
                ["一、财政拨款收入", "100.00", "90.00"],
                ["二、基本支出", "40.00", "38.00"],
                ["三、一般公共服务支出", "60.00", "52.00"],
                ["收入合计", "100.00", "90.00"],
            ),
        ]
    )

    assert [(money.kind, money.label, money.unit) for money in found.money] == [
        ("revenue", "一、财政拨款收入", "万元"),
        ("basic", "二、基本支出", "万元"),
        ("revenue_total", "收入合计", "万元"),
    ]
    assert [left.text for left in found.left] == ["三、一般公共服务支出 | 60.00 | 52.00"]


def test_income_stands_on_the_left_of_a_table_of_two_halves():
    found = read_tables(
        [
            grid(
                ["项目", "年初预算数", "决算数", "项目", "年初预算数", "决算数"],
                ["财政拨款收入", "100", "90", "社会保障支出", "70", "65"],
            )
        ]
    )

    assert [(money.label, {field: words.text for field, words in money.amounts.items()}) for money in found.money] == [
        ("财政拨款收入", {"initial": "100", "final": "90"})
    ]


def test_a_third_level_may_be_called_by_the_name_of_them_all():
    found = read_tables(
        [
            grid(
                ["绩效指标", "一级指标", "二级指标", "绩效指标", "年度指标值", "完成值"],
                ["", "产出指标", "数量指标", "修路", "10公里", "12公里"],
            )
        ]
    )

    assert told(found, *ROW) == [("产出指标", "数量指标", "修路", "10公里", "12公里")]


def test_a_level_that_reaches_over_the_name_is_left_over_and_not_guessed():
    found = read_tables(
        [
            grid(
                HEAD,
                ["产出指标", "数量指标", "修路", "10公里", "12公里"],
                ["满意度指标", ("群众满意度", 1, 2), None, "90%", "92%"],
            )
        ]
    )

    assert told(found, "name") == [("修路",)]
    assert [left.text for left in found.left] == ["满意度指标 | 群众满意度 | 90% | 92%"]


def test_blank_cells_beside_the_upper_heading_are_as_good_as_merged_ones():
    found = read_tables(
        [
            grid(
                ["一级指标", "二级指标", "三级指标", "年度指标值", "", "", "实际完成值"],
                ["", "", "", "指标性质", "指标值", "度量单位", ""],
                ["产出指标", "数量指标", "补贴人数", "≥", "300", "人", "312人"],
            )
        ]
    )

    assert told(found, *ROW, "operator", "unit") == [("产出指标", "数量指标", "补贴人数", "300", "312人", "≥", "人")]


def test_the_form_of_the_whole_department_counts_more_than_a_table_before_it():
    found = read_tables(
        [
            grid(["指标名称", "目标值", "完成值"], ["修路", "10公里", "12公里"]),
            Line("2022年度公园局部门整体绩效自评表", "第 9 段"),
            grid(HEAD, ["产出指标", "数量指标", "修路", "10公里", "11公里"], at="表 2"),
        ]
    )

    assert told(found, *ROW) == [("产出指标", "数量指标", "修路", "10公里", "11公里")]
    assert [(left.text, left.at) for left in found.left] == [("修路 | 10公里 | 12公里", "表 1 第 2 行")]
