"""The points that a document's text gives itself, against those that its form prints, and the grade that it calls them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgets.rulesets import RULE_SETS
from indicators.claims import Claim, Contradiction
from indicators.facts import Facts
from indicators.findings import Finding

_ROUNDING = Decimal("0.05")


def told_score(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    claims = tuple(claims)
    printed = [claim for claim in claims if claim.subject == "total_score"]
    numbers = [_number(claim) for claim in printed]
    # 100 is the weight of all, and a score only where it stands twice.
    scores = [number for number in numbers if number != 100] or numbers[1:]
    if not scores:
        return
    for claim in claims:
        if claim.subject != "score_told" or any(abs(_number(claim) - number) <= _ROUNDING for number in scores):
            continue
        total = printed[-1]
        message = f"自评得分在正文写的是{claim.value}分，自评表的总分是{total.value}分，请核对一致。"
        finding = Finding("score-differs-between-sections", "error", message, claim.place, (claim.value, total.value))
        yield Contradiction(finding, (claim.excerpt, total.excerpt))


def _number(claim: Claim) -> Decimal:
    return Decimal(claim.value.replace(",", "").replace("，", ""))


def told_grade(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    for claim in claims:
        score, arrow, grade = claim.value.partition("→")
        if claim.subject != "grade_told" or not arrow or Decimal(score) > 100:
            continue
        right = RULE_SETS[facts.rule_set].grade_of(Decimal(score))
        if right != grade:
            message = f"自评得分{score}分写的等级是“{grade}”，按分数应为“{right}”，请核对。"
            finding = Finding("grade-differs-from-score", "error", message, claim.place, (score, grade))
            yield Contradiction(finding, (claim.excerpt,))


# Fewer rows with a score are no column of scores.
_SCORED_ROWS = 3


def total_score(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """The printed 总分 against the printed scores of the rows, with or without that of the rate of execution."""
    rows = [row for _, row in facts.rows()]
    scores = [row.score for row in rows if row.score is not None]
    claims = tuple(claims)
    printed = [claim for claim in claims if claim.subject == "total_score"]
    if len(scores) < len(rows) or len(rows) < _SCORED_ROWS or not printed:
        return
    of_rate = [_number(one) for one in claims if one.subject == "execution_score"]
    if not of_rate and sum((row.weight or Decimal(0) for row in rows), Decimal(0)) < 100:
        # The rate of execution has points too, wherever they are printed.
        return
    total = sum(scores, Decimal(0))
    possible = {total, *(total + one for one in of_rate)}
    numbers = [_number(one) for one in printed]
    if any(abs(number - one) <= _ROUNDING for number in numbers for one in possible):
        return
    computed = total + of_rate[0] if of_rate else total
    message = f"自评表印的总分是{printed[-1].value}分，各项得分相加是{computed.normalize():f}分，请核对。"
    finding = Finding("printed-score-differs", "error", message, printed[-1].place, (printed[-1].value, str(computed)))
    beside = [one.excerpt for one in claims if one.subject == "execution_score"][:1]
    yield Contradiction(finding, tuple(dict.fromkeys([printed[-1].excerpt, *beside])))


CHECKS = (total_score, told_score, told_grade)
