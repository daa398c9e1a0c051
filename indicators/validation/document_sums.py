"""What a text reckons from its amounts: shares of the whole, what is left of what was received, rates of counts."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgets.money import WAN, percent_text, rate, total, wan_text
from indicators import execution
from indicators.claims import SECTION_NAMES, Claim, Contradiction, Excerpt, once
from indicators.facts import Facts, Place
from indicators.findings import Finding
from indicators.validation.printed import Stated, amount_of
from indicators.validation.printed_rates import is_rate

_LABELS = {"basic": "基本支出", "project": "项目支出"}
# Each of three amounts may be rounded to 0.01 万元.
_ROOM = Decimal(150)
_FAR = 3
_BUDGETS = ("budget", "initial", "adjusted")
_WAYS = {"减少": {"减少", "调减"}, "增加": {"增加", "调增"}}


def shares(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    whole = _spent(facts)
    if whole is None:
        return
    for claim in claims:
        if claim.subject != "share":
            continue
        percent = rate(getattr(facts, claim.place.key).executed, whole)
        if percent is None or is_rate(claim.value, percent):
            continue
        message = (
            f"{_LABELS[claim.place.key]}占支出总额的比例，{SECTION_NAMES[claim.excerpt.section]}写的是{claim.value}，"
            f"按支出总额{wan_text(whole)}万元计算是{percent_text(percent)}，请改正。"
        )
        place = Place("budget", claim.place.key, "executed")
        finding = Finding("share-miscalculated", "error", message, place, (claim.value, percent_text(percent)))
        yield Contradiction(finding, (claim.excerpt,))


def _spent(facts: Facts) -> Decimal | None:
    """None too where both kinds and all sources come to two sums: that is told by itself."""
    whole, by_source = execution.executed_total(facts), total([line.executed for line in facts.revenue])
    return None if whole is None or (by_source is not None and abs(by_source - whole) > _ROOM) else whole


def left_over(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """Where no table says what was received: the facts know otherwise."""
    if execution.final_total(facts) is not None:
        return
    claims = tuple(claims)
    received, left = (_only(claims, subject) for subject in ("received", "left_over"))
    spent = _spent(facts)
    if received is None or left is None or spent is None:
        return
    wanted = amount_of(received.value) - spent
    if wanted < 0 or abs(wanted - amount_of(left.value)) <= _ROOM:
        return
    message = (
        f"年末结转结余：{SECTION_NAMES[left.excerpt.section]}写的是{left.value}，收入{received.value}减去支出"
        f"{wan_text(spent)}万元应为{wan_text(wanted)}万元，请核对这几个数。"
    )
    place = Place("budget", "evaluation", "carry_over")
    finding = Finding("left-over-miscalculated", "error", message, place, (received.value, left.value, wan_text(spent)))
    spending = [one.excerpt for one in claims if one.subject == "executed" and one.place.key == "evaluation"]
    yield Contradiction(finding, once([left.excerpt, received.excerpt, *spending]))


def source_changes(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    lines = {line.key: line for line in facts.revenue}
    claims = tuple(claims)
    for claim in claims:
        line = lines.get(claim.place.key)
        if claim.subject != "source_change" or line is None:
            continue
        change = execution.change(line)
        way = "减少" if change < 0 else "增加"
        if abs(abs(change) - amount_of(claim.value)) <= _ROOM and (claim.value[:2] in _WAYS[way] or not change):
            continue
        computed = f"{way}{wan_text(abs(change))}万元"
        message = (
            f"{line.source.strip()}的调整：{SECTION_NAMES[claim.excerpt.section]}写的是{claim.value}，"
            f"按年初预算数和调整后预算数计算是{computed}，请改正。"
        )
        place = Place("budget", line.key, "adjusted")
        finding = Finding("change-miscalculated", "error", message, place, (claim.value, computed))
        beside = [one.excerpt for one in claims if one.place.key == line.key and one.excerpt.section == "revenue"]
        yield Contradiction(finding, once([claim.excerpt, *beside]))


def made_up(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """A whole and its two parts, in one sentence."""
    for claim in claims:
        whole, _, parts = claim.value.partition("=")
        if claim.subject != "made_up":
            continue
        numbers = [Decimal(part.replace(",", "")) for part in parts.split("+")]
        total_of_all = Decimal(whole.replace(",", ""))
        off = abs(sum(numbers) - total_of_all)
        # What is far off are parts of something else that was named before.
        if off <= _ROOM / WAN or off > total_of_all / 5:
            continue
        message = f"{SECTION_NAMES[claim.excerpt.section]}写的合计是{whole}万元，其中两项相加是{sum(numbers):,.2f}万元，请核对。"
        finding = Finding("parts-differ-from-whole", "error", message, claim.place, (claim.value,))
        yield Contradiction(finding, (claim.excerpt,))


def rates_of_rows(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    names = {row.key: row.name.strip() for _, row in facts.rows()}
    for claim in claims:
        counts, _, told = claim.value.partition("→")
        part, _, whole = counts.partition("/")
        if claim.subject != "rate_counted" or claim.place.key not in names or not int(whole):
            continue
        percent = Decimal(part) * 100 / Decimal(whole)
        off = abs(percent - Decimal(told.removesuffix("%")))
        # People cut off as well as round; what is far off is a rate of something else.
        places = len(told.removesuffix("%").partition(".")[2])
        if off < Decimal(1).scaleb(-places) or off > _FAR:
            continue
        message = (
            f"“{names[claim.place.key]}”的完成情况分析写的是{told}，按其中的{part}和{whole}计算是{percent_text(percent)}，"
            "请核对。"
        )
        finding = Finding("rate-of-counts-differs", "warning", message, claim.place, (claim.value,))
        yield Contradiction(finding, (claim.excerpt,))


def rate_of_line(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """A budget, what was spent of it and their rate in one line of the form: each may be right elsewhere."""
    lines: dict[Excerpt, dict[str, list[Claim]]] = {}
    claims, stated = tuple(claims), Stated(facts)
    for claim in claims:
        if claim.excerpt.section == "form" and claim.place.key == "evaluation":
            lines.setdefault(claim.excerpt, {}).setdefault(claim.place.field, []).append(claim)
    for excerpt, said in lines.items():
        rates, spent = said.get("execution_rate", []), said.get("executed", [])
        budgets = [one for field in _BUDGETS for one in said.get(field, [])]
        if len(rates) != 1 or len(spent) != 1 or not budgets:
            continue
        percents = [rate(amount_of(spent[0].value), amount_of(budget.value)) for budget in budgets]
        known = [execution.execution_rate(facts, basis) for basis in ("initial", "adjusted")]
        is_known = any(percent is not None and is_rate(rates[0].value, percent) for percent in known)
        # What no other part bears out is told where it is held against them.
        borne_out = all(stated.bears_out(one.value, one.place) for one in (*spent, *budgets))
        if not borne_out or not is_known or any(one is None or is_rate(rates[0].value, one) for one in percents):
            continue
        message = (
            f"自评表里预算数{budgets[0].value}、执行数{spent[0].value}，执行率应为{percent_text(percents[0])}，"
            f"印的是{rates[0].value}，请核对预算数和执行率。"
        )
        figures = (budgets[0].value, spent[0].value, rates[0].value)
        place = Place("budget", "evaluation", "execution_rate")
        yield Contradiction(Finding("rate-miscalculated", "error", message, place, figures), (excerpt,))


def _only(claims: tuple[Claim, ...], subject: str) -> Claim | None:
    """Several that differ are of several things."""
    said = [claim for claim in claims if claim.subject == subject]
    return said[0] if len({claim.value for claim in said}) == 1 else None


CHECKS = (shares, left_over, source_changes, made_up, rate_of_line, rates_of_rows)
