"""How long it takes to read, judge, score and check an evaluation, per indicator, and how that grows with its size.

python -m benchmarks.checks            1,000, 3,000 and 10,000 indicators
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import process_time

from budgets.rulesets import RULE_SETS
from indicators import judged
from indicators.facts import Facts, GoalFacts, Row
from indicators.scoring import score
from indicators.validation import validate
from indicators.values.plain import plain
from reports.demo import founding
from reports.layouts import LAYOUTS

SIZES = (1_000, 3_000, 10_000)
RULES, LAYOUT = RULE_SETS["hubei"], LAYOUTS["founding-scored"]


def enlarged(count: int) -> Facts:
    """The published evaluation over and over, with other figures in it, so that nothing is answered from memory."""
    facts = founding()
    models = [row for _, row in facts.rows()]
    rows = [_varied(models[number % len(models)], number) for number in range(count)]
    goals = tuple(
        GoalFacts(f"goal-{start}", f"目标{start}", rows=tuple(rows[start : start + 20]))
        for start in range(0, count, 20)
    )
    return replace(facts, goals=goals)


def _varied(row: Row, number: int) -> Row:
    return replace(
        row,
        key=str(number),
        name=f"{number}号{row.name}",
        target=row.target.replace("100", str(100 + number)),
        actual=row.actual.replace("100", str(100 + number)),
        analysis=f"第{number}项。{row.analysis}",
        weight=Decimal(1),
    )


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The best of several rounds in the processor's time, each from an empty memory."""
    best = float("inf")
    for _ in range(rounds):
        judged.forget()
        plain.cache_clear()
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def main() -> None:
    first = 0.0
    for size in SIZES:
        facts = enlarged(size)
        checking = seconds(lambda facts=facts: validate(facts, RULES, LAYOUT, stage="results", today=date(2023, 3, 20)))
        scoring = seconds(lambda facts=facts: score(facts, RULES))
        each = (checking + scoring) / size * 1000
        first = first or each
        print(
            f"{size:6,} indicators: read, judged and checked {checking:6.2f} s, read, judged and scored {scoring:6.2f} s,"
            f" {each:.3f} ms each ({each / first:.2f} of the first)"
        )


if __name__ == "__main__":
    main()
