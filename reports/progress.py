"""How much of an evaluation is done, step by step: counted from its obligatory fields and its findings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indicators.facts import Facts, Place
from indicators.findings import Answer, Finding, Layout, open_findings
from indicators.validation.completeness import Need, needs_of_results, needs_of_targets

STEP_NAMES = {
    "budget": "预算",
    "goals": "目标与指标",
    "results": "完成情况",
    "statement": "问题与改进",
    "check": "校验",
}
MARK_NAMES = {"todo": "未开始", "doing": "填报中", "trouble": "有问题", "done": "完成"}
STEPS_OF_STAGE = {"targets": ("budget", "goals", "check"), "results": tuple(STEP_NAMES)}

# Of a goal and of an indicator; their other fields are filled in with the targets.
RESULT_FIELDS = frozenset(
    {"achievement", "actual", "outcome", "analysis", "deviation_reason", "improvement", "tier", "score"}
)


@dataclass(frozen=True)
class StepProgress:
    """`done` of `total` things that have to be there; how many errors, and warnings without an answer, lead here."""

    slug: str
    name: str
    done: int
    total: int
    mark: str
    detail: str
    errors: int = 0
    warnings: int = 0

    @property
    def mark_text(self) -> str:
        return MARK_NAMES[self.mark]

    @property
    def waiting(self) -> str:
        """2 处错误，3 条提醒待答复"""
        counted = ((self.errors, "处错误"), (self.warnings, "条提醒待答复"))
        return "，".join(f"{number} {what}" for number, what in counted if number)


def page_of(place: Place) -> str:
    """The slug of the page on which this place is filled in."""
    if place.step in {"goals", "indicators"}:
        return "results" if place.field in RESULT_FIELDS else "goals"
    return place.step


def progress(
    facts: Facts, findings: Iterable[Finding], answers: Iterable[Answer] = (), *, stage: str, layout: Layout
) -> tuple[StepProgress, ...]:
    """The steps that count at this stage ("targets" or "results"), `findings` being those of the same stage."""
    findings = tuple(findings)
    waiting = open_findings(findings, answers)
    needs = [*needs_of_targets(facts, layout), *(needs_of_results(facts, layout) if stage == "results" else ())]
    pages = STEPS_OF_STAGE[stage][:-1]
    steps = tuple(_step(page, facts, needs, waiting) for page in pages)
    return (*steps, _check(steps, waiting, answered=len(findings) - len(waiting)))


def _step(page: str, facts: Facts, needs: list[Need], waiting: tuple[Finding, ...]) -> StepProgress:
    mine = [need for need in needs if page_of(need.place) == page and need.level == "error"]
    things: dict[object, bool] = {}
    for need in mine:
        if need.code == "no-goal" and need.filled:
            continue  # the goals themselves are counted
        # A goal or an indicator is one thing, done when nothing of it is blank; elsewhere each field is one.
        thing = need.place.key if page in {"goals", "results"} else (need.place, need.code)
        things[thing] = things.get(thing, True) and need.filled
    done, total = sum(things.values()), len(things)
    errors, warnings = _counts(finding for finding in waiting if page_of(finding.place) == page)
    begun = any(need.filled for need in mine if need.code not in {"no-goal", "no-indicator"})
    mark = _mark(begun=begun, complete=done == total, errors=errors)
    detail = _detail(page, facts, done, total)
    return StepProgress(page, STEP_NAMES[page], done, total, mark, detail, errors, warnings)


def _counts(waiting: Iterable[Finding]) -> tuple[int, int]:
    levels = [finding.level for finding in waiting]
    return levels.count("error"), levels.count("warning")


def _mark(*, begun: bool, complete: bool, errors: int) -> str:
    if not begun:
        return "todo"
    if not complete:
        return "doing"
    return "trouble" if errors else "done"


def _detail(page: str, facts: Facts, done: int, total: int) -> str:
    rows = sum(1 for _ in facts.rows())
    if page == "goals" and not facts.goals:
        return "还没有年度目标"
    if page == "goals" and done == total:
        return f"{len(facts.goals)} 个年度目标，{rows} 项指标"
    if page == "goals":
        return f"{len(facts.goals)} 个年度目标，{rows} 项指标，{total - done} 处待填"
    if page == "results" and not rows:
        return "还没有指标"
    return f"{total} 项中已填 {done} 项"


def _check(steps: tuple[StepProgress, ...], waiting: tuple[Finding, ...], *, answered: int) -> StepProgress:
    errors, warnings = _counts(waiting)
    marks = {step.mark for step in steps}
    mark = "done"
    if marks == {"todo"} and (errors or warnings):
        mark = "todo"
    elif errors:
        # What is only unfinished is no trouble yet.
        mark = "doing" if marks & {"todo", "doing"} else "trouble"
    elif warnings:
        mark = "doing"
    settled = f"{answered} 条提醒已答复" if answered else "没有发现问题"
    step = StepProgress("check", STEP_NAMES["check"], int(mark == "done"), 1, mark, "", errors, warnings)
    return replace(step, detail=step.waiting or settled)
