"""Hypothesis strategies for facts as people may type them, cleaned as the forms clean them."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from budgets.text import clean, clean_line
from indicators.facts import VERSION, DepartmentNames, Expenditure, Facts, GoalFacts, Revenue, Row, StatementFacts

ODD = (
    "=1+1",
    "+1",
    "@SUM(A1)",
    "#N/A",
    "100%",
    "1",
    "a\x00b\x07c\x1b",
    "甲\r\n乙\u2028丙",
    "😀👨‍👩‍👧",
    "奓山街道㙍𠀀𪚥",
    "<b>&amp;\"'</b>",
    "_x0041_",
    "　两端　",
    "……",
    "（是否）",
)
_SIGNS = st.characters(exclude_categories=("Cs", "Cn", "Co", "Mn", "Me"))
LINES = st.one_of(st.just(""), st.sampled_from(ODD), st.text(_SIGNS, max_size=30)).map(clean_line)
TEXTS = st.one_of(st.just(""), st.sampled_from(ODD), st.text(_SIGNS, max_size=60)).map(clean)
AMOUNTS = st.none() | st.just(Decimal("0.00")) | st.decimals("-9999999999.99", "99999999999.99", places=2)


def rows(texts: st.SearchStrategy[str], lines: st.SearchStrategy[str]) -> st.SearchStrategy[Row]:
    return st.builds(
        Row,
        key=st.just(""),
        level1=st.sampled_from(["产出指标", "效益指标", ""]) | lines,
        level2=st.sampled_from(["数量指标", "质量指标", ""]) | lines,
        name=lines,
        target=lines,
        adjusted_target=st.just("") | lines,
        actual=lines,
        unit=st.sampled_from(["", "个", "%"]),
        nature=st.sampled_from(["", "number", "yes_no", "qualitative", "deadline"]),
        direction=st.sampled_from(["", "up", "down"]),
        outcome=st.sampled_from(["", "met", "exceeded", "partly", "not_met"]),
        analysis=texts,
        deviation_reason=texts,
        improvement=texts,
        weight=st.none() | st.sampled_from([Decimal("0.5"), Decimal(20)]),
    )


@st.composite
def facts(draw, texts: st.SearchStrategy[str] = TEXTS, lines: st.SearchStrategy[str] = LINES) -> Facts:
    goals = []
    for number in range(draw(st.integers(0, 3))):
        drawn = draw(st.lists(rows(texts, lines), max_size=4))
        keyed = tuple(Row(**vars(row) | {"key": f"r{number}-{n}"}) for n, row in enumerate(drawn))
        goals.append(GoalFacts(f"g{number}", draw(lines), draw(texts), draw(texts), keyed))
    revenue = tuple(
        Revenue(f"s{n}", draw(lines), *draw(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)))
        for n in range(draw(st.integers(0, 3)))
    )
    items = st.lists(texts, max_size=3).map(tuple)
    scored = draw(st.booleans())
    return Facts(
        VERSION,
        DepartmentNames("420114-900", "武汉市蔡甸区某局", "蔡甸区某局", draw(st.sampled_from(["", "区某局"]))),
        2022,
        scope=draw(st.sampled_from(["unit", "own", "combined"])),
        basis=draw(st.sampled_from(["initial", "adjusted"])),
        rule_set="hubei" if scored else "unscored",
        layout="founding-scored" if scored else "founding",
        revenue=revenue,
        basic=Expenditure(executed=draw(AMOUNTS)),
        project=Expenditure(executed=draw(AMOUNTS)),
        carry_over=draw(AMOUNTS),
        adjustment_reason=draw(texts),
        low_execution_reason=draw(texts),
        execution_note=draw(texts),
        goals=tuple(goals),
        statement=StatementFacts(
            draw(items), draw(items), draw(texts), draw(texts), draw(st.none() | st.just(date(2023, 3, 15)))
        ),
    )
