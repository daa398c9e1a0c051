"""What was reached this year, told as of another year. Reports speak of many years: only what can mean no other is told."""

from collections.abc import Iterable, Iterator

from indicators.claims import SECTION_NAMES, Claim, Contradiction
from indicators.facts import Facts, Place
from indicators.findings import Finding

# So many analyses that name this year show how the others mean theirs.
_ENOUGH, _MOSTLY = 2, 3
_LABELS = {"initial": "年初预算数", "adjusted": "调整后预算数", "executed": "执行数", "final": "决算数"}


def years(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    claims = tuple(claims)
    told = [claim for claim in claims if claim.subject.partition(".")[0] == "year_told"]
    odd = [claim for claim in told if claim.value != str(facts.fiscal_year)]
    mine = [claim for claim in told if claim.value == str(facts.fiscal_year)]
    borne_out = {claim.place for claim in mine}
    known = {claim.excerpt.at for claim in claims if claim.subject == "year" and claim.value != str(facts.fiscal_year)}
    bold = len(mine) >= max(_ENOUGH, _MOSTLY * len(odd))
    names = {row.key: row.name.strip() for _, row in facts.rows()}
    # A sentence may be read as an analysis and as a sentence.
    for claim in {(claim.place.key, claim.excerpt.at): claim for claim in reversed(odd)}.values():
        if (
            not facts.fiscal_year
            or claim.excerpt.at in known
            or not (bold or (_is_certain(claim, facts) and claim.place not in borne_out))
        ):
            continue
        if claim.place.step == "budget":
            what = f"{SECTION_NAMES[claim.excerpt.section]}里本年度的{_LABELS[claim.place.field]}"
        elif claim.place.field == "analysis":
            what = f"“{names[claim.place.key]}”的完成情况分析"
        else:
            what = f"{SECTION_NAMES[claim.excerpt.section]}里“{names[claim.place.key]}”的完成数"
        message = f"{what}写的是{claim.value}年，本报告是{facts.fiscal_year}年度，请核对年份。"
        place = Place(claim.place.step, claim.place.key, claim.place.field)
        finding = Finding("figure-of-another-year", "warning", message, place, (claim.value, claim.excerpt.text))
        yield Contradiction(finding, (claim.excerpt,))


def _is_certain(claim: Claim, facts: Facts) -> bool:
    """The very figure of this year beside the year before or after."""
    return claim.subject == "year_told.figure" and abs(int(claim.value) - facts.fiscal_year) <= 1


CHECKS = (years,)
