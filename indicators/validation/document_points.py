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


CHECKS = (told_score, told_grade)
