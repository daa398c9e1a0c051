"""Small facts for tests of what is composed: one department, made-up figures, and readers of the result."""

from decimal import Decimal

from budgets.rulesets import RULE_SETS
from indicators.facts import VERSION, DepartmentNames, Expenditure, Facts, GoalFacts, Revenue, Row
from reports.compose import compose
from reports.document import Heading, Paragraph
from reports.layouts import LAYOUTS

NAMES = DepartmentNames("420114-900", "武汉市蔡甸区某局", "蔡甸区某局", "区某局")


def make_row(key="r1", **fields):
    stated = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "培训场次",
        "target": "10场",
        "actual": "10场",
        "nature": "number",
        "outcome": "met",
        "analysis": "全年开展培训10场。",
    }
    return Row(key, **stated | fields)


def make_goal(*rows, key="g1", title="开展培训", **fields):
    return GoalFacts(key, title, rows=rows, **fields)


def make_facts(*goals, revenue=((1000, 1000, 1000),), basic=400, project=600, **fields):
    """Amounts in 万元; None is blank."""
    stated = {"scope": "unit", "basis": "adjusted", "rule_set": "unscored", "layout": "founding"}
    return Facts(
        VERSION,
        NAMES,
        2022,
        **stated | fields,
        revenue=tuple(
            Revenue(f"s{n}", f"来源{n}", *(yuan(amount) for amount in amounts))
            for n, amounts in enumerate(revenue, start=1)
        ),
        basic=Expenditure(executed=yuan(basic)),
        project=Expenditure(executed=yuan(project)),
        goals=goals,
    )


def yuan(wan):
    return None if wan is None else Decimal(str(wan)) * 10_000


def composed(facts, rules=None, **options):
    return compose(facts, rules or RULE_SETS[facts.rule_set], LAYOUTS[facts.layout], **options)


def paragraphs(facts, rules=None, part="narrative", **options):
    blocks = composed(facts, rules, **options).part(part).blocks
    return {block.key: block.text for block in blocks if isinstance(block, Paragraph)}


def headings(facts):
    return [block.text for block in composed(facts).part("narrative").blocks if isinstance(block, Heading)]


def runs(facts):
    return [
        run
        for part in composed(facts).parts
        for block in part.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    ]
