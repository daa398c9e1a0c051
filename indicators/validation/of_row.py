"""The checks that look at one row alone: what can be said of it while it is typed, and what it owes a reason for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from budgets.rulesets import RuleSet
from indicators.facts import VERSION, DepartmentNames, Facts, GoalFacts, Row
from indicators.findings import Case, Finding, in_order
from indicators.validation import completeness, dated, judgements, levels, points, rows, wording

ROW_CHECKS = (
    completeness.blanks_of_targets,
    completeness.leftovers_of_targets,
    rows.adjusted_target,
    levels.names,
    judgements.question,
    judgements.nature_of_target,
    completeness.blanks_of_results,
    completeness.leftovers_of_results,
    rows.unmet,
    judgements.outcome,
    judgements.over_fulfilment,
    judgements.units,
    judgements.repeats,
    judgements.answered_in_words,
    judgements.all_one_text,
    points.undecided,
    points.entered,
    wording.closing_words,
    wording.number_in_analysis,
    dated.day_in_analysis,
)
REASONS = ("deviation_reason", "improvement")


@dataclass(frozen=True)
class _NoForm:
    """A row is judged without the form it will be printed in: whether an analysis is printed, the form says."""

    needs: tuple[str, ...] = ()
    note_basis: str = ""


def of_rows(among: Iterable[Row], rules: RuleSet) -> dict[str, tuple[Finding, ...]]:
    """By key, errors first; every one of the rows has an entry."""
    among = tuple(among)
    facts, case = _alone(among, rules), _case(rules)
    found: dict[str, list[Finding]] = {row.key: [] for row in among}
    for finding in in_order((finding for check in ROW_CHECKS for finding in check(facts, case)), facts):
        if finding.place.key in found:
            found[finding.place.key].append(finding)
    nameless = {row.key: _number(place) for place, row in enumerate(among, 1) if not row.name.strip()}
    return {
        key: tuple(_called_by_itself(finding, nameless.get(key, "")) for finding in of_row)
        for key, of_row in found.items()
    }


def needs(row: Row, rules: RuleSet) -> tuple[str, ...]:
    """The fields among 偏差原因 and 改进措施 that the row must have filled, whether they are or not."""
    facts, case = _alone((replace(row, **dict.fromkeys(REASONS, "")),), rules), _case(rules)
    asking = (rows.unmet, judgements.over_fulfilment, points.entered)
    asked = {finding.place.field for check in asking for finding in check(facts, case)}
    return tuple(field for field in REASONS if field in asked)


def _alone(among: tuple[Row, ...], rules: RuleSet) -> Facts:
    nobody = DepartmentNames("", "", "", "")
    goals = (GoalFacts("", rows=among),)
    return Facts(VERSION, nobody, 0, "", rules.basis, rules.name, "", goals=goals)


def _case(rules: RuleSet) -> Case:
    # None of these checks looks at the form or asks for the day.
    return Case(rules, _NoForm(), date.max)


def _number(place: int) -> str:
    return f"年度目标1第{place}项指标"


def _called_by_itself(finding: Finding, number: str) -> Finding:
    """A row without a name is numbered among those that were asked about, which tells a reader nothing."""
    return replace(finding, message=finding.message.replace(number, "这项指标")) if number else finding
