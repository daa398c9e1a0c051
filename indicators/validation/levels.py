"""一级指标 and 二级指标: names that are not usual, parts under the wrong level, and levels that are missing."""

from collections.abc import Iterator

from budgets.rulesets import RuleSet
from indicators.facts import Facts, Place, Row
from indicators.findings import Case, Finding, called

_LABELS = {1: "一级指标", 2: "二级指标"}


def names(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        typed = {1: row.level1.strip(), 2: row.level2.strip()}
        for level, text in typed.items():
            if doubt := name_doubt(case.rules, level, text):
                said = f"{name}的{doubt}"
                place = Place("indicators", row.key, f"level{level}")
                yield Finding("unknown-level", "warning", said, place, (text,))
        yield from _wrong_parent(row, name, case.rules)


def name_doubt(rules: RuleSet, level: int, text: str) -> str:
    """A sentence on a name that is not usual, which lacks only whose it is; "" where it is usual, or blank."""
    if not text or text == rules.level_name(level, text) or _is_satisfaction(level, text):
        return ""
    return f"{_LABELS[level]}“{text}”{_proposal(rules, level, text)}"


def _is_satisfaction(level: int, text: str) -> bool:
    """社会公众满意度指标: whose satisfaction is measured differs from form to form."""
    return level == 2 and text.endswith("满意度指标")


def _proposal(rules: RuleSet, level: int, text: str) -> str:
    if usual := rules.level_name(level, text):
        return f"的规范名称是“{usual}”，请改正。"
    if level == 1 and (parents := _parents(rules, rules.level_name(2, text))):
        return f"是二级指标的名称，一级指标应为“{parents[0]}”，请改正。"
    if level == 2 and (usual := rules.level_name(1, text)):
        return f"是一级指标的名称（“{usual}”），请填写它下面的二级指标。"
    known = [one.name for one in rules.levels] if level == 1 else [part for one in rules.levels for part in one.parts]
    return f"不是常用的名称（{'、'.join(dict.fromkeys(known))}），请核对。"


def _parents(rules: RuleSet, part: str) -> list[str]:
    return [level.name for level in rules.levels if part and part in level.parts]


def _wrong_parent(row: Row, name: str, rules: RuleSet) -> Iterator[Finding]:
    level = rules.level_name(1, row.level1)
    parents = _parents(rules, rules.level_name(2, row.level2))
    if _is_satisfaction(2, row.level2.strip()):
        parents = [known.name for known in rules.levels if "满意度" in known.name]
    if not level or not parents or level in parents:
        return
    said = f"{name}的二级指标“{row.level2.strip()}”属于“{parents[0]}”，却列在一级指标“{row.level1.strip()}”下，请改正。"
    place = Place("indicators", row.key, "level2")
    yield Finding("level-under-wrong-parent", "warning", said, place, (row.level1.strip(), row.level2.strip()))


def expected(facts: Facts, case: Case) -> Iterator[Finding]:
    there = {case.rules.level_name(1, row.level1) for _, row in facts.rows()}
    wanted = [name for name in case.rules.expected_levels if name not in case.rules.may_be_absent]
    if absent := [name for name in wanted if there and name not in there]:
        said = f"没有{'、'.join(f'“{name}”' for name in absent)}，按{case.rules.title}一般应当设置。"
        yield Finding("expected-level-absent", "info", said, Place("goals"), tuple(absent))
