"""Self-evaluations to show and to test with: a published one as it stands, the same one mended, and three beside it.

The published document is public; the reasons given in its mended copy and all figures of other departments and years
are made up.
"""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from indicators.facts import Facts, GoalFacts, Row, from_json
from indicators.scoring import distribute
from reports.layouts import FormLayout
from reports.pairing import rules_for

_FOLDER = Path(__file__).parent

_SERVICE_PLACES = "建设社区工作服务室"
_HOME_VISITS = "开展居家养老上门服务人数"
_SOCIAL_WORK_STATIONS = "建设社工站"
_HOME_BEDS = "新增家庭养老床位"
_SOCIAL_WORKER = "区级儿童福利指导中心增配专业社工"
_CHILDREN = "确保全区事实无人抚养儿童及孤儿的生活（是否）"

_MENDED_ROWS: dict[str, dict[str, str]] = {
    _SERVICE_PLACES: {
        "deviation_reason": "编制目标时只计入区级新建的17个，年中各街道利用社区党群服务中心现有场地同步建设，实际建成数大幅增加",
        "improvement": "编制下一年度目标前，与各街道逐一核实建设计划，按可落实的场地数确定目标值",
    },
    _HOME_VISITS: {
        "deviation_reason": "年初按上年登记人数估算目标，年中享受居家养老上门服务的范围扩大到全区符合条件的老年人，服务人数随之增加",
        "improvement": "以最新的老年人能力评估结果为依据测算服务人数，合理设定目标值",
    },
    _SOCIAL_WORK_STATIONS: {
        "deviation_reason": "上级要求街道乡（开发区）社工站当年实现全覆盖，建设数量由8个增加到11个",
        "improvement": "及时按照上级部署调整年度绩效目标，履行目标调整手续",
    },
    # Units of target and actual agree, and a question is answered by 是.
    _HOME_BEDS: {"target": "≥100张"},
    _SOCIAL_WORKER: {"actual": "1人"},
    _CHILDREN: {"target": "是", "actual": "是", "nature": "yes_no"},
}

_ADJUSTMENT_REASON = (
    "一是根据项目实际进度和上级补助资金到位情况，年中调减一般公共预算安排的民政项目资金5,949.99万元；"
    "二是年中追加政府性基金（福利彩票公益金）1,183.14万元，用于养老服务和儿童福利项目；"
    "三是年中收到其他收入334.62万元，相应调增预算。"
)
_PROBLEM = (
    "部分绩效目标值设定偏低。2022年度绩效目标均已完成，但建设社区工作服务室、开展居家养老上门服务人数、建设社工站等指标"
    "的实际完成值明显高于目标值，年初编制目标时对基层需求和上级工作部署估计不足。"
)
_IMPROVEMENT = (
    "科学设定绩效目标。结合上年完成情况、基层需求和上级部署测算目标值，年中情况发生变化的，及时履行目标调整手续。"
)


def founding() -> Facts:
    """蔡甸区民政局 2022 as published; only the names of the levels are put right."""
    return _read("caidian-2022.json")


def founding_mended() -> Facts:
    """The same with what a reviewer would find fault with set right or explained."""
    facts = founding()
    return replace(
        facts,
        # As the note of the form wants it.
        basis="initial",
        adjustment_reason=_ADJUSTMENT_REASON,
        goals=tuple(_mended_goal(goal) for goal in facts.goals),
        statement=replace(
            facts.statement,
            filing_date=date(2023, 3, 15),
            problems=(_PROBLEM,),
            improvements=(*facts.statement.improvements, _IMPROVEMENT),
            # Generated from the rows, so that they cannot contradict sections three and four.
            foot_reason="",
            foot_improvement="",
        ),
    )


def _mended_goal(goal: GoalFacts) -> GoalFacts:
    return replace(goal, rows=tuple(_mended_row(row) for row in goal.rows))


def _mended_row(row: Row) -> Row:
    analysis = row.analysis.replace("特困来人", "特困老人")
    return replace(row, analysis=analysis, **_MENDED_ROWS.get(row.name, {}))


def approved_example() -> Facts:
    """蔡甸区司法局 2022: two goals, one indicator reached in part, money left at the end of the year."""
    return _read("justice-2022.json")


def scored_example() -> Facts:
    """蔡甸区民政局 2021, with points: three goals, one indicator reached in part, two in words, one of them scored by hand."""
    return _read("civil-2021.json")


def last_year_example() -> Facts:
    """蔡甸区民政局 2021 in the form of its 2022: 30 of the 34 indicators under the same names, with figures of their own."""
    return _read("caidian-2021.json")


def opened_example() -> Facts:
    """蔡甸区退役军人事务局 2022: opened, nothing filled in yet."""
    return _read("opened-2022.json")


def example_in(layout: FormLayout) -> Facts:
    """The mended evaluation with all that this form prints; scored by the rules that its form was made for."""
    facts = founding_mended()
    rules = rules_for(layout)
    facts = replace(facts, layout=layout.name, rule_set=rules.name, basis=layout.note_basis)
    weights = distribute(facts, rules)
    return replace(
        facts,
        revenue=tuple(replace(line, executed=line.final) for line in facts.revenue),
        goals=tuple(_stated_goal(goal, weights) for goal in facts.goals),
        statement=replace(facts.statement, contact_name="张敏", contact_phone="027-84940000"),
    )


def _stated_goal(goal: GoalFacts, weights: dict[str, Decimal]) -> GoalFacts:
    return replace(
        goal,
        description=f"{goal.title}，各项指标达到年初确定的目标值。",
        achievement=f"各项任务按计划完成，{len(goal.rows)}项指标均达到或超过目标值。",
        rows=tuple(replace(row, weight=weights.get(row.key)) for row in goal.rows),
    )


def _read(name: str) -> Facts:
    return from_json(json.loads((_FOLDER / name).read_text(encoding="utf-8")))
