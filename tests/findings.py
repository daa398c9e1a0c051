"""Running the checks on literals."""

from budgets.rulesets import RULE_SETS, RuleSet
from indicators.findings import Finding
from indicators.validation import validate
from reports.layouts import LAYOUTS
from tests.facts import TODAY

RULES = RULE_SETS["unscored"]
LAYOUT = LAYOUTS["founding"]


def found(
    facts, *, stage="results", rules: RuleSet = RULES, layout=LAYOUT, today=TODAY, last_year=None
) -> tuple[Finding, ...]:
    return validate(facts, rules, layout, stage=stage, today=today, last_year=last_year)
