"""What a target and its actual say together: against the outcome that was set, each other's units, and their kind."""

from collections.abc import Iterator

from indicators.facts import OUTCOMES, TIERS, Facts, Place, Row
from indicators.findings import Case, Finding, called
from indicators.judged import judgement_of
from indicators.validation.rows import UNMET, pair_text
from indicators.values import Judgement, asks_yes_or_no, without_question
from indicators.values.plain import plain, words_of
from indicators.values.units import relation, unit_of
from indicators.values.wording import percent
from indicators.values.words import as_whole, is_zero

_REACHED = {"met", "exceeded"}
# So many rows that all hit their target exactly are more likely copied than counted.
SUSPICIOUSLY_MANY = 10


def outcome(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        if row.outcome not in OUTCOMES:
            continue
        place = Place("indicators", row.key, "outcome")
        figures = (row.judged_target, row.actual, row.outcome, row.direction)
        if (row.tier == "reached" and row.outcome in UNMET) or (
            row.tier in {"partly", "not_reached"} and row.outcome in _REACHED
        ):
            said = f"{name}的完成情况选的是“{OUTCOMES[row.outcome]}”，分档选的是“{TIERS[row.tier]}”，两者不符，请核对。"
            yield Finding("outcome-contradicts-tier", "warning", said, place, (*figures, row.tier))
        elif _contradicts(row.outcome, judgement_of(row)):
            said = f"{name}的完成情况选的是“{OUTCOMES[row.outcome]}”，与数值不符（{_sentence(row)}），请核对。"
            yield Finding("outcome-contradicts-figures", "warning", said, place, figures)


def _sentence(row: Row) -> str:
    """As the judge says it, who is not told that the target was adjusted."""
    said = judgement_of(row).sentence
    return said.replace("目标值", row.judged_by, 1) if said.startswith("目标值") else said


def _contradicts(chosen: str, judged: Judgement) -> bool:
    """完成 for 超额完成 understates and is left to the person; 超额完成 for exactly the target does not hold."""
    if judged.outcome == "not_met":
        return chosen in _REACHED
    if judged.outcome in _REACHED and chosen in UNMET:
        return True
    return chosen == "exceeded" and judged.outcome == "met" and judged.ratio == 1


def over_fulfilment(facts: Facts, case: Case) -> Iterator[Finding]:
    threshold = case.rules.over_fulfilment
    if threshold is None or "over_fulfilment" not in case.rules.reasons:
        return
    for row, name in called(facts):
        if row.deviation_reason.strip() or not row.actual.strip():
            continue
        judged = judgement_of(row)
        if judged.outcome != "exceeded" or judged.direction != "up" or judged.ratio is None:
            continue
        if judged.ratio * 100 < threshold:
            continue
        said = (
            f"{name}的{pair_text(row)}，为{row.judged_by}的 {percent(judged.ratio)}，达到 {percent(threshold / 100)}，"
            "指标值偏低，请填写偏差原因。"
        )
        place = Place("indicators", row.key, "deviation_reason")
        figures = (row.judged_target, row.actual, row.direction, f"{threshold:f}")
        yield Finding("over-fulfilment-without-reason", "warning", said, place, figures)


def units(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        related, said = unit_doubt(row)
        code, severity = ("unit-missing", "info") if related == "missing" else ("unit-differs", "warning")
        if said:
            place = Place("indicators", row.key, "actual")
            yield Finding(code, severity, f"{name}的{said}", place, (row.judged_target, row.actual, row.unit))


def unit_doubt(row: Row) -> tuple[str, str]:
    """How the units of target and actual are related, and a sentence on it that lacks only whose they are; or blank."""
    judged = judgement_of(row)
    related = _related(row, judged)
    if related in {"different", "incomparable"}:
        wanted, given = (text or row.unit.strip() for text in (judged.target_unit, judged.actual_unit))
        return related, f"{row.judged_by}单位是“{wanted}”，实际完成值单位是“{given}”，两者不同，请统一。"
    if related == "missing":
        on_target = unit_of(judged.target_unit).kind != ""
        blank, there = ("实际完成值", row.judged_by) if on_target else (row.judged_by, "实际完成值")
        unit = judged.target_unit if on_target else judged.actual_unit
        return related, f"{blank}没有写单位，{there}的单位是“{unit}”（{pair_text(row)}）。"
    return "", ""


def _related(row: Row, judged: Judgement) -> str:
    """As judged, but where nobody would stumble over it; a side without unit has that of the row's own column."""
    if judged.units in {"", "same", "convertible"} or 0 in {judged.target.number, judged.actual.number}:
        return ""
    if judged.units != "missing":
        return "" if _same_noun(judged.target_unit, judged.actual_unit) else judged.units
    if judged.target.divisor is not None or judged.actual.divisor is not None:
        # 18/20 under 90%: a fraction has no unit.
        return ""
    given = max((unit_of(text) for text in (judged.target_unit, judged.actual_unit)), key=lambda unit: unit.kind != "")
    if given.kind == "money" and judged.target_unit and judged.actual_unit:
        # 5000万 for 5000万元.
        return ""
    return relation(unit_of(plain(row.unit)), given) if row.unit.strip() else "missing"


def _same_noun(one: str, other: str) -> bool:
    """10个行政村 and 10个村: a noun and the same with something before it."""
    nouns = sorted((text.removeprefix("个") for text in (one, other)), key=len)
    return any(text.startswith("个") for text in (one, other)) and nouns[0] != "" and nouns[1].endswith(nouns[0])


def repeats(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        if row.actual.strip() and judgement_of(row).repeats:
            said = f"{name}的实际完成值“{row.actual.strip()}”照抄了{row.judged_by}，请填写实际达到的数值。"
            place = Place("indicators", row.key, "actual")
            yield Finding("actual-repeats-target", "warning", said, place, (row.judged_target, row.actual))


def question(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        target = judgement_of(row).target
        if not asks_yes_or_no(row.name) or target.kind in {"yes_no", "blank"}:
            continue
        said = f"{name}的{row.judged_by}是“{row.judged_target.strip()}”，名称注明（是否）的指标，目标值应为“是”或“否”。"
        yield Finding("question-without-yes-or-no", "warning", said, _target_place(row), (row.judged_target,))


def _target_place(row: Row) -> Place:
    """The field that holds the target by which the row is judged."""
    return Place("indicators", row.key, "adjusted_target" if row.adjusted_target else "target")


# A name that begins and ends like this promises a change for the better, of which no share can be counted.
_PROMISES = ("提升", "提高", "促进", "增强", "推动", "改善", "维护", "营造", "弘扬", "优化", "巩固")
_OF_WHAT = (
    *("能力", "水平", "意识", "环境", "发展", "稳定", "形象", "氛围", "素质", "条件", "和谐", "权益"),
    *("获得感", "幸福感", "安全感", "凝聚力", "影响力", "公信力"),
)
_NATURES = {"number": "定量", "yes_no": "是否", "qualitative": "定性"}


def nature_of_target(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        target = judgement_of(row).target
        if not target.is_stated or asks_yes_or_no(row.name):
            continue
        text = row.judged_target.strip()
        figures = (row.judged_target, row.nature)
        if wrong := _against_nature(row):
            said = f"{name}的指标性质是“{_NATURES[row.nature]}”，{row.judged_by}“{text}”却{wrong}，请核对性质和目标值。"
            yield Finding("target-against-nature", "warning", said, _target_place(row), figures)
        elif target.number == 100 and target.unit == "%" and target.upper is None and _promises_a_change(row.name):
            said = f"{name}是定性指标，{row.judged_by}却是“{text}”，请用文字说明目标，或把名称改为可以计量的内容。"
            yield Finding("words-with-numeric-target", "warning", said, _target_place(row), figures)
        against = {"up": {"≤", "<"}, "down": {"≥", ">"}}.get(row.direction, set())
        if target.operator in against and not target.weak and not target.sense:
            direction = "越多越好" if row.direction == "up" else "越少越好"
            said = f"{name}的方向是“{direction}”，{row.judged_by}“{text}”的符号却是“{target.operator}”，请核对。"
            place = Place("indicators", row.key, "direction")
            yield Finding("operator-against-direction", "warning", said, place, (row.judged_target, row.direction))


def _against_nature(row: Row) -> str:
    """What the target is instead. 及时 under 时限 and 全覆盖 under 定量 are ways of saying the same."""
    target = judgement_of(row).target
    match row.nature:
        case "qualitative" if target.number is not None and target.operator:
            return "是数值"
        case "yes_no" if target.kind in {"number", "range", "qualitative"}:
            return "不是“是”或“否”"
        case "number" if target.kind == "yes_no":
            return "是“是”或“否”"
        case "number" if target.kind == "qualitative" and as_whole(target) is None and not is_zero(target):
            return "没有数值"
    return ""


def _promises_a_change(name: str) -> bool:
    name = plain(name)
    return name.startswith(_PROMISES) and name.endswith(_OF_WHAT)


def answered_in_words(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        target, actual = judgement_of(row).target, judgement_of(row).actual
        if target.number is None or actual.kind not in {"qualitative", "tier", "yes_no"}:
            continue
        # 未发生 is nought, and 全覆盖 is 100%.
        if is_zero(actual) or (as_whole(actual) is not None and target.unit == "%"):
            continue
        said = (
            f"{name}的{row.judged_by}“{row.judged_target.strip()}”是数值，实际完成值“{row.actual.strip()}”没有数值，"
            "请填写实际数值。"
        )
        place = Place("indicators", row.key, "actual")
        yield Finding("number-answered-in-words", "warning", said, place, (row.judged_target, row.actual))


def all_one_text(facts: Facts, case: Case) -> Iterator[Finding]:
    """Name, target and actual are one and the same text."""
    for row, name in called(facts):
        texts = {words_of(plain(text)) for text in (without_question(row.name), row.judged_target, row.actual)}
        if len(texts) == 1 and texts != {""}:
            said = f"{name}的名称、{row.judged_by}和实际完成值是同一句话，请分别填写。"
            place = Place("indicators", row.key, "actual")
            figures = (row.name, row.judged_target, row.actual)
            yield Finding("name-is-target-and-actual", "warning", said, place, figures)


def all_equal(facts: Facts, case: Case) -> Iterator[Finding]:
    pairs = [(plain(row.judged_target), plain(row.actual)) for _, row in facts.rows()]
    if len(pairs) < SUSPICIOUSLY_MANY or not all(target and target == actual for target, actual in pairs):
        return
    first = next(row for _, row in facts.rows())
    said = f"全部 {len(pairs)} 项指标的实际完成值都与目标值完全相同，请核对是否照抄了目标值。"
    figures = tuple(actual for _, actual in pairs)
    yield Finding("all-actuals-equal", "info", said, Place("indicators", first.key, "actual"), figures)
