"""A small evaluation in which nothing is wrong, and ways to change one thing in it. No database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.facts import (
    VERSION,
    DepartmentNames,
    Expenditure,
    Facts,
    GoalFacts,
    Revenue,
    Row,
    StatementFacts,
)

# A day on which it may be submitted.
TODAY = date(2023, 3, 20)

GENERAL, OTHER = "00000000-0000-4000-8000-0000000000a1", "00000000-0000-4000-8000-0000000000a2"
GOALS = ("00000000-0000-4000-8000-0000000000b1", "00000000-0000-4000-8000-0000000000b2")
# The rows of both goals, in order: 养护公园数量, 补种行道树, 养护任务完成时间 / 改善居民游园环境, 游园居民满意度.
ROWS = tuple(f"00000000-0000-4000-8000-0000000000c{number}" for number in range(1, 6))


def make_revenue(key: str = GENERAL, **changes) -> Revenue:
    amounts = {"initial": Decimal("4800000.00"), "adjusted": Decimal("4900000.00"), "final": Decimal("4900000.00")}
    return Revenue(**{"key": key, "source": "一般公共预算财政拨款收入"} | amounts | changes)


def make_row(key: str = ROWS[0], **changes) -> Row:
    """A row that reached its target."""
    values = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "养护公园数量",
        "target": "12个",
        "actual": "12个",
        "nature": "number",
        "direction": "up",
        "outcome": "met",
        "analysis": "此指标目标值为12个，2022年对全区12个公园实行全年养护，每月巡查两次。完成目标值。",
    }
    return Row(**{"key": key} | values | changes)


def make_goal(key: str = GOALS[0], *rows: Row, **changes) -> GoalFacts:
    return GoalFacts(**{"key": key, "title": "提升公园绿地养护水平", "rows": rows or (make_row(),)} | changes)


def make_statement(**changes) -> StatementFacts:
    values = {
        "problems": ("补种苗木受高温影响，成活率偏低，部分路段未按期完成补种。",),
        "improvements": ("提前到春季采购苗木。", "高温季节增加浇灌频次。"),
        "filing_date": date(2023, 3, 15),
    }
    return StatementFacts(**values | changes)


def make_facts(**changes) -> Facts:
    """Two goals with three and two rows, one of them 部分完成 with its reason. No check finds anything."""
    values = {
        "version": VERSION,
        "department": DepartmentNames("420199-101", "江城市东湖区园林局", "东湖区园林局", "区园林局"),
        "fiscal_year": 2022,
        "scope": "unit",
        "basis": "adjusted",
        "rule_set": "unscored",
        "layout": "founding",
        "revenue": (
            make_revenue(),
            Revenue(OTHER, "其他收入", Decimal("200000.00"), Decimal("100000.00"), Decimal("100000.00")),
        ),
        "basic": Expenditure(Decimal("1200000.00"), Decimal("1200000.00"), Decimal("1180000.00")),
        "project": Expenditure(Decimal("3800000.00"), Decimal("3800000.00"), Decimal("3770000.00")),
        "carry_over": Decimal("50000.00"),
        "goals": (_parks(), _service()),
        "statement": make_statement(),
    }
    return Facts(**values | changes)


def _parks() -> GoalFacts:
    return make_goal(
        GOALS[0],
        make_row(),
        make_row(
            ROWS[1],
            name="补种行道树",
            target="≥500株",
            actual="430株",
            outcome="partly",
            analysis="此指标目标值为≥500株，2022年在6条道路补种行道树430株。部分完成目标值。",
            deviation_reason="夏季持续高温，70株苗木未能按期栽植。",
            improvement="余下70株于2023年3月底前补种。",
        ),
        make_row(
            ROWS[2],
            level2="时效指标",
            name="养护任务完成时间",
            target="12月底前",
            actual="11月",
            nature="deadline",
            direction="",
            analysis="此指标目标值为12月底前，全年养护任务于11月完成。完成目标值。",
        ),
    )


def _service() -> GoalFacts:
    return make_goal(
        GOALS[1],
        make_row(
            ROWS[3],
            level1="效益指标",
            level2="社会效益指标",
            name="改善居民游园环境（是否）",
            target="是",
            actual="是",
            nature="yes_no",
            direction="",
            analysis="此指标目标值为是，2022年更换座椅和照明设施，改善居民游园环境。完成目标值。",
        ),
        make_row(
            ROWS[4],
            level1="满意度指标",
            level2="服务对象满意度指标",
            name="游园居民满意度",
            target="≥90%",
            actual="94%",
            outcome="exceeded",
            analysis="此指标目标值为≥90%，2022年共回收问卷800份，满意度94%。完成目标值。",
        ),
        title="方便居民游园",
    )


def with_row(facts: Facts, index: int, **changes) -> Facts:
    """The facts with their row number `index` (0–4, across the goals) changed."""
    keys = [row.key for _, row in facts.rows()]
    goals = tuple(
        replace(goal, rows=tuple(replace(row, **changes) if row.key == keys[index] else row for row in goal.rows))
        for goal in facts.goals
    )
    return replace(facts, goals=goals)


def with_goal(facts: Facts, index: int, **changes) -> Facts:
    goals = list(facts.goals)
    goals[index] = replace(goals[index], **changes)
    return replace(facts, goals=tuple(goals))


def with_revenue(facts: Facts, index: int, **changes) -> Facts:
    lines = list(facts.revenue)
    lines[index] = replace(lines[index], **changes)
    return replace(facts, revenue=tuple(lines))


def with_statement(facts: Facts, **changes) -> Facts:
    return replace(facts, statement=replace(facts.statement, **changes))


def with_basic(facts: Facts, **changes) -> Facts:
    return replace(facts, basic=replace(facts.basic, **changes))


def with_project(facts: Facts, **changes) -> Facts:
    return replace(facts, project=replace(facts.project, **changes))
