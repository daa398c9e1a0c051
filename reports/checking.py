"""What is wrong with an evaluation at the stage that it is in, and what of that stands in the way of submitting it."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from budgets.editing import Refused, is_adjusting
from budgets.models import Evaluation, Status
from budgets.rulesets import RULE_SETS
from indicators.facts import Facts
from indicators.findings import Finding
from indicators.gather import gather
from indicators.validation import validate
from reports import fonts, issue, last_year
from reports.layouts import LAYOUTS


class Blocked(Refused):
    """Not ready: `findings` are the errors and the unanswered warnings that stand in the way."""

    def __init__(self, findings: tuple[Finding, ...]):
        super().__init__(blocked_sentence(count(findings, "error"), count(findings, "warning")))
        self.findings = findings


def count(findings: Iterable[Finding], level: str) -> int:
    return sum(finding.level == level for finding in findings)


def blocked_sentence(errors: int, warnings: int) -> str:
    """What stands in the way of submitting, warnings being those without an answer; "" where nothing does."""
    counted = ((errors, "处错误"), (warnings, "条提醒没有答复"))
    said = "、".join(f"{number} {what}" for number, what in counted if number)
    return f"还有 {said}，请先到“校验”处理。" if said else ""


def check(evaluation: Evaluation, facts: Facts, *, stage: str = "", today: date | None = None) -> tuple[Finding, ...]:
    """The findings on these facts, at the stage that the evaluation is in."""
    stage = stage or stage_of(evaluation)
    today = today or timezone.localdate()
    known = last_year.analyses(evaluation, facts) if stage == "results" else {}
    rules, layout = RULE_SETS[facts.rule_set], LAYOUTS[facts.layout]
    findings = validate(facts, rules, layout, stage=stage, today=today, last_year=known)
    if fonts.uncovered(issue.data_bytes(facts).decode()):
        findings += tuple(fonts.findings(issue.composed(facts)))
    if is_adjusting(evaluation):
        # The budget is closed while targets are adjusted: what is wrong with it could be mended by nobody.
        return tuple(finding for finding in findings if finding.place.step != "budget")
    return findings


def check_now(evaluation: Evaluation) -> tuple[Finding, ...]:
    """The findings on the draft as it stands."""
    return check(evaluation, gather(evaluation))


def stage_of(evaluation: Evaluation) -> str:
    targets = evaluation.status in {Status.TARGETS_DRAFT, Status.TARGETS_SUBMITTED}
    return "targets" if targets else "results"
